import assert from 'node:assert/strict';
import type { Browser } from 'puppeteer-core';
import type { Phone } from '../../../src/phone/phone.ts';
import type { SipPhoneOptions } from '../../../src/phone/sip/index.ts';
import type { Call } from '../../../src/protocol/call.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import type { MediaTotals } from '../page/media.ts';
import type { CallReport, PageFunctions, Report, StatusReport } from '../page/wire.ts';
import { LISTEN_MS, STEP_TIMEOUT_MS } from './limits.ts';
import { keepLog } from './logs.ts';
import { watch } from './watch.ts';

/** The commands of a phone that can be given from outside its page. */
type Commands = { [Name in keyof Phone as Phone[Name] extends (...parameters: never[]) => Promise<unknown> ? Name : never]: Phone[Name] };

export interface Heard {
  packets: number;
  /** Root mean square over the time listened, 0 to 1. */
  level: number;
}

export interface PhonePage extends Pick<Commands, Exclude<keyof Commands, 'connect' | 'dispose'>> {
  connect(): Promise<void>;
  dispose(): Promise<void>;
  /** How much was reported so far; a place from which the others can look. */
  readonly position: number;
  /** The next report of this call event, from `from` on, of one call if `callId` is given. */
  callEvent(
    type: CallReport['event']['type'],
    options?: { callId?: string | undefined; from?: number | undefined; timeoutMs?: number | undefined },
  ): Promise<CallReport>;
  /** A report after which `calls` is as `test` wants it. */
  callsAre(what: string, test: (calls: readonly Call[]) => boolean, from?: number, timeoutMs?: number): Promise<void>;
  statusIs(state: StatusReport['status']['state'], from?: number, timeoutMs?: number): Promise<StatusReport>;
  reports(from?: number): readonly Report[];
  calls(): Promise<readonly Call[]>;
  /** What arrives on a connection (counted from the page's first) over `LISTEN_MS`. */
  listen(connection: number): Promise<Heard>;
  /** The number of the connection the page made last. */
  lastConnection(): Promise<number>;
  /** Resolves when sound arrives for a whole `LISTEN_MS`. */
  hearsSound(connection: number): Promise<Heard>;
  hearsSilence(connection: number): Promise<void>;
  totals(connection: number): Promise<MediaTotals>;
  /** Hangs up whatever is left, so that the next case begins with none. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** A full-scale sine has 0.7, our tones 0.28, one's own echo, which the browser cancels where it can, 0.04. */
const SOUND_LEVEL = 0.01;
const SILENCE_LEVEL = 0.002;

declare const window: { interop: PageFunctions };

export const openPhonePage = async (browser: Browser, url: string, options: SipPhoneOptions): Promise<PhonePage> => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const reports = watch<Report>((report) =>
    report.name === 'call'
      ? `${report.event.type} ${report.call.state}/${report.call.remoteState} ${report.call.cause ?? ''}`
      : report.name === 'status'
        ? report.status.state
        : report.name,
  );
  const console: string[] = [];
  keepLog(`page of ${options.user}`, () => console);
  page.on('console', (message) => console.push(message.text()));
  page.on('pageerror', (error) => console.push(String(error)));
  await page.exposeFunction('report', (text: string) => {
    console.push(text);
    reports.push(JSON.parse(text));
  });
  await page.goto(url);
  await page.waitForFunction(() => 'interop' in window);
  await page.evaluate((given) => window.interop.start(given), options as never);

  const command =
    (name: string) =>
    async (...parameters: readonly unknown[]): Promise<never> => {
      const result = await page.evaluate((one, all) => window.interop.command(one, all), name, parameters as unknown[]);
      if (!result.ok) throw new CtiError(result.error.code, result.error.message, { details: result.error.details });
      return result.value as never;
    };
  const totals = (connection: number) => page.evaluate((index) => window.interop.mediaTotals(index), connection);
  const listen = async (connection: number): Promise<Heard> => {
    const before = await totals(connection);
    await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
    const after = await totals(connection);
    const seconds = after.secondsReceived - before.secondsReceived;
    const level = seconds > 0 ? Math.sqrt((after.energyReceived - before.energyReceived) / seconds) : 0;
    return { packets: after.packetsReceived - before.packetsReceived, level };
  };
  /** Listens again and again: what was sent before a change is still on its way, or in the jitter buffer. */
  const listenUntil = async (connection: number, what: string, test: (heard: Heard) => boolean): Promise<Heard> => {
    const all: Heard[] = [];
    for (let listened = 0; listened < STEP_TIMEOUT_MS; listened += LISTEN_MS) {
      const heard = await listen(connection);
      if (test(heard)) return heard;
      all.push(heard);
    }
    assert.fail(`${options.user} never hears ${what} on connection ${connection}: ${JSON.stringify(all)}`);
  };
  const calls = () => page.evaluate(() => window.interop.calls());

  return {
    connect: command('connect'),
    disconnect: command('disconnect'),
    dispose: command('dispose'),
    dial: command('dial'),
    answer: command('answer'),
    reject: command('reject'),
    hangUp: command('hangUp'),
    hold: command('hold'),
    retrieve: command('retrieve'),
    mute: command('mute'),
    unmute: command('unmute'),
    sendDtmf: command('sendDtmf'),
    blindTransfer: command('blindTransfer'),
    consult: command('consult'),
    completeTransfer: command('completeTransfer'),
    cancelConsult: command('cancelConsult'),
    conference: command('conference'),
    dropParty: command('dropParty'),
    setCallData: command('setCallData'),
    sendMessage: command('sendMessage'),
    pushUrl: command('pushUrl'),
    superviseCall: command('superviseCall'),
    setMemberState: command('setMemberState'),
    requestAssistance: command('requestAssistance'),
    vendorCommand: command('vendorCommand'),
    wrapUp: command('wrapUp'),
    logIn: command('logIn'),
    logOut: command('logOut'),
    setAgentState: command('setAgentState'),
    get position() {
      return reports.items.length;
    },
    callEvent: (type, { callId, from, timeoutMs } = {}) =>
      reports.first(
        `${type} at ${options.user}`,
        (report): report is CallReport => report.name === 'call' && report.event.type === type && (callId === undefined || report.call.id === callId),
        from,
        timeoutMs,
      ),
    callsAre: async (what, test, from, timeoutMs) => {
      await reports.first(`${what} at ${options.user}`, (report) => 'calls' in report && test(report.calls), from, timeoutMs);
    },
    statusIs: (state, from, timeoutMs) =>
      reports.first(`${options.user} ${state}`, (report): report is StatusReport => report.name === 'status' && report.status.state === state, from, timeoutMs),
    reports: (from = 0) => reports.items.slice(from),
    calls,
    lastConnection: async () => (await page.evaluate(() => window.interop.connectionCount())) - 1,
    listen,
    hearsSound: (connection) => listenUntil(connection, 'sound', ({ level, packets }) => level > SOUND_LEVEL && packets > 0),
    hearsSilence: async (connection) => {
      await listenUntil(connection, 'silence', ({ level }) => level < SILENCE_LEVEL);
    },
    totals,
    tidy: async () => {
      for (const { id } of await calls()) await command('hangUp')(id).catch(() => undefined);
    },
    close: () => context.close(),
  };
};
