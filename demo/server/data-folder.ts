import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const writeNew = async (path: string, text: string): Promise<boolean> => {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/** Two demos on one folder would ruin its database: the second is refused, naming the first. The result gives the folder back. */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'running');
  if (!(await writeNew(path, String(process.pid)))) {
    const other = Number(await readFile(path, 'utf8'));
    if (other !== process.pid && Number.isInteger(other) && other > 0 && isRunning(other)) {
      throw new Error(`The demo runs already, as process ${other}: end that first (Ctrl+C in its terminal), or choose another folder with --data FOLDER.`);
    }
    if (other === process.pid) throw new Error('The demo runs already in this process, with the same data folder.');
    // The one who wrote it was ended without a chance to tidy up.
    await writeFile(path, String(process.pid));
  }
  return () => rm(path, { force: true });
};

/** A password that is kept, so that pages which are still open stay registered over a restart. */
export const keptPassword = async (folder: string): Promise<string> => {
  const path = join(folder, 'phone-system-password');
  await mkdir(folder, { recursive: true });
  await writeNew(path, randomBytes(18).toString('base64url'));
  return (await readFile(path, 'utf8')).trim();
};
