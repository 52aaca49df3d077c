import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { BARESIP_CONTROL_PORT, BARESIP_PORT, HOST, SIP_PORT, STEP_TIMEOUT_MS } from './limits.ts';
import { keepLog } from './logs.ts';
import { netstringReader, toNetstring } from './netstring.ts';
import { type PeerProcess, startProcess } from './process.ts';
import { type Recording, readRecording } from './recording.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { BARESIP_TONE_HZ, toneWav } from './tone.ts';
import { type Watch, watch } from './watch.ts';

/** What baresip reports over its control connection, as far as the tests look at it. */
export interface BaresipEvent {
  type: string;
  id?: string | undefined;
  peeruri?: string | undefined;
  param?: string | undefined;
}

export interface Baresip {
  readonly process: PeerProcess;
  readonly events: Watch<BaresipEvent>;
  /** One of baresip's own commands, for example `dial` with an address. Rejects when baresip refuses it. */
  command(name: string, parameter?: string): Promise<void>;
  /** The next event of this type, from `from` (an index into `events.items`) on. */
  event(type: string, from?: number): Promise<BaresipEvent>;
  /** What it heard in its latest call; complete once the call has ended. */
  heard(): Promise<Recording>;
  /** Ends whatever calls are left. */
  hangUpAll(): Promise<void>;
  stop(): Promise<void>;
}

const SECONDS_OF_TONE = 120;

const configuration = (folder: string): string =>
  [
    `sip_listen ${HOST}:${BARESIP_PORT}`,
    `net_interface ${HOST}`,
    'module_path /usr/lib/baresip/modules',
    `audio_source aufile,${join(folder, 'tone.wav')}`,
    'audio_player aubridge,sink',
    'audio_alert aubridge,alert',
    'audio_level no',
    'ausrc_srate 8000',
    'auplay_srate 8000',
    'rtp_ports 20000-20400',
    'ring_aufile none',
    'ringback_aufile none',
    'busy_aufile none',
    'callwaiting_aufile none',
    'error_aufile none',
    'notfound_aufile none',
    `snd_path ${folder}`,
    `ctrl_tcp_listen ${HOST}:${BARESIP_CONTROL_PORT}`,
    ...['g711', 'aufile', 'aubridge', 'sndfile'].map((name) => `module ${name}.so`),
    'module_tmp uuid.so',
    'module_tmp account.so',
    ...['menu', 'ctrl_tcp', 'debug_cmd'].map((name) => `module_app ${name}.so`),
    '',
  ].join('\n');

/** A desk phone: registers with Kamailio over UDP, plays a tone, records what it hears. */
export const startBaresip = async ({ user, password }: { user: string; password: string }): Promise<Baresip> => {
  const folder = temporaryFolder('baresip');
  await writeFile(join(folder, 'config'), configuration(folder));
  await writeFile(
    join(folder, 'accounts'),
    `<sip:${user}@${HOST}:${SIP_PORT};transport=udp>;auth_user=${user};auth_pass=${password};regint=60;answermode=manual;audio_codecs=pcmu\n`,
  );
  await writeFile(join(folder, 'contacts'), '');
  await writeFile(join(folder, 'tone.wav'), toneWav(BARESIP_TONE_HZ, 8_000, SECONDS_OF_TONE));
  const process = await startProcess({ name: 'baresip', command: 'baresip', args: ['-4', '-v', '-s', '-f', folder], cwd: folder, ready: /200 OK .*binding/ });

  const events = watch<BaresipEvent>((event) => `${event.type} ${event.param ?? ''}`);
  const answers = watch<{ token: string; ok: boolean; data: string }>((answer) => `${answer.token} ${answer.data}`);
  const wire: string[] = [];
  keepLog('baresip control', () => wire);
  const socket = connect(BARESIP_CONTROL_PORT, HOST);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', (error) => wire.push(String(error)));
  socket.unref();
  socket.on(
    'data',
    netstringReader((text) => {
      wire.push(text);
      const message = JSON.parse(text);
      if (message.response === true) answers.push(message);
      else if (message.event === true) events.push(message);
    }),
  );

  let lastToken = 0;
  const command = async (name: string, parameter?: string): Promise<void> => {
    const token = `command-${++lastToken}`;
    socket.write(toNetstring(JSON.stringify({ command: name, params: parameter, token })));
    const answer = await answers.first(`answer of baresip to ${name}`, (one) => one.token === token);
    if (!answer.ok) throw new Error(`baresip refuses ${name}: ${answer.data}`);
  };
  return {
    process,
    events,
    command,
    hangUpAll: async () => {
      const began = events.items.filter(({ type }) => type === 'CALL_INCOMING' || type === 'CALL_OUTGOING').length;
      const closed = events.items.filter(({ type }) => type === 'CALL_CLOSED').length;
      for (let left = began - closed; left > 0; left--) {
        const from = events.items.length;
        await command('hangup');
        await events.first('CALL_CLOSED at baresip', ({ type }) => type === 'CALL_CLOSED', from);
      }
    },
    event: (type, from = 0) => events.first(`${type} at baresip`, (event) => event.type === type, from, STEP_TIMEOUT_MS),
    heard: async () => {
      const recordings = (await readdir(folder)).filter((name) => name.endsWith('-dec.wav')).sort();
      const latest = recordings.at(-1);
      if (latest === undefined) throw new Error('baresip recorded nothing');
      return readRecording(join(folder, latest));
    },
    stop: async () => {
      socket.destroy();
      await process.stop();
    },
  };
};
