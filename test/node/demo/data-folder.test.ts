import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { keptPassword, lockFolder } from '../../../demo/server/data-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
before(async () => {
  folder = await temporaryFolder();
});
after(() => folder.remove());

describe('the data folder', () => {
  it('is given to one demo at a time', async () => {
    const release = await lockFolder(folder.path);
    await assert.rejects(lockFolder(folder.path), /runs already/);
    await release();
    await (await lockFolder(folder.path))();
  });

  it('names the process that has it', async () => {
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    try {
      await writeFile(join(folder.path, 'running'), String(other.pid));
      await assert.rejects(lockFolder(folder.path), new RegExp(`process ${other.pid}`));
    } finally {
      const gone = new Promise((resolve) => other.once('exit', resolve));
      other.kill();
      await gone;
    }
    // The process has gone without tidying up: the folder is free.
    await (await lockFolder(folder.path))();
  });

  it('keeps its password, and has another than other folders', async () => {
    const password = await keptPassword(folder.path);
    assert.equal(await keptPassword(folder.path), password);
    assert.ok(password.length >= 20);
    assert.notEqual(await keptPassword(join(folder.path, 'other')), password);
  });
});
