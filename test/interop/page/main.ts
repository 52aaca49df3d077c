/** The page under test: one `sipPhone` and nothing else. The test commands it and hears everything it reports. */
import type { Phone } from '../../../src/phone/phone.ts';
import { type SipPhoneOptions, sipPhone } from '../../../src/phone/sip/index.ts';
import { isCtiError } from '../../../src/protocol/error.ts';
import { connectionCount, mediaTotals, trackConnections } from './media.ts';
import type { CommandResult, PageFunctions, Report } from './wire.ts';

declare global {
  interface Window {
    report(report: string): Promise<void>;
    interop: PageFunctions;
  }
}

trackConnections();
let phone: Phone | undefined;

const report = (one: Report): void => {
  void window.report(JSON.stringify(one));
};

const start = (options: SipPhoneOptions): void => {
  const started = sipPhone(options);
  phone = started;
  started.on('status', (status) => report({ name: 'status', status, calls: started.calls }));
  started.on('call', ({ event, call }) => report({ name: 'call', event, call, calls: started.calls, connections: connectionCount() }));
  started.on('agent', (agent) => report({ name: 'agent', agent }));
  started.on('quality', (quality) => report({ name: 'quality', quality }));
};

const command = async (name: string, parameters: readonly unknown[]): Promise<CommandResult> => {
  if (!phone) throw new Error('start comes first');
  try {
    const run = phone[name as 'hangUp'] as (...parameters: readonly unknown[]) => Promise<unknown>;
    return { ok: true, value: await run(...parameters) };
  } catch (error) {
    if (!isCtiError(error)) throw error;
    return { ok: false, error: { code: error.code, message: error.message, details: error.details } };
  }
};

window.interop = { start, command, connectionCount, mediaTotals, calls: () => phone?.calls ?? [], status: () => phone?.status };
