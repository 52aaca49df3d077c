import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOST, LINE_PORT, RTPENGINE_PORT, SIP_PORT, WS_PORT } from './limits.ts';
import { type PeerProcess, startProcess } from './process.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** User name and password of everybody who may register. */
export type Users = Readonly<Record<string, string>>;

const configuration = (users: Users): string => {
  const values: Record<string, string> = {
    host: HOST,
    sipPort: String(SIP_PORT),
    wsPort: String(WS_PORT),
    linePort: String(LINE_PORT),
    rtpenginePort: String(RTPENGINE_PORT),
    users: Object.entries(users)
      .map(([name, password]) => `\t$sht(users=>${name}) = "${password}";`)
      .join('\n'),
  };
  return readFileSync(new URL('kamailio.cfg', import.meta.url), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`kamailio.cfg asks for an unknown value: ${name}`);
    return value;
  });
};

export const startKamailio = async (users: Users): Promise<PeerProcess> => {
  const folder = temporaryFolder('kamailio');
  await writeFile(join(folder, 'kamailio.cfg'), configuration(users));
  return startProcess({
    name: 'kamailio',
    command: 'kamailio',
    args: ['-DD', '-E', '-n', '1', '-f', join(folder, 'kamailio.cfg'), '-P', join(folder, 'kamailio.pid'), '-Y', folder, '-m', '64', '-M', '8'],
    cwd: folder,
    forks: true,
    ready: /interop: proxy ready/,
  });
};
