/** What passes between a test and its page. Plain data: it travels as JSON. */
import type { CallEvent } from '../../../src/phone/call-event.ts';
import type { CallQuality, PhoneStatus } from '../../../src/phone/phone.ts';
import type { SipPhoneOptions } from '../../../src/phone/sip/index.ts';
import type { AgentStatus } from '../../../src/protocol/agent.ts';
import type { Call } from '../../../src/protocol/call.ts';
import type { SipEnvironment } from '../../browser/sip/environment.ts';
import type { MediaTotals } from './media.ts';

export interface CallReport {
  name: 'call';
  event: CallEvent;
  call: Call;
  calls: readonly Call[];
  /** How many peer connections the page had made by then. */
  connections: number;
}

export interface StatusReport {
  name: 'status';
  status: PhoneStatus;
  calls: readonly Call[];
}

export type Report = CallReport | StatusReport | { name: 'agent'; agent: AgentStatus } | { name: 'quality'; quality: CallQuality };

export type CommandResult =
  | { ok: true; value: unknown }
  | { ok: false; error: { code: string; message: string; details: Record<string, unknown> | undefined } };

export interface PageFunctions {
  start(options: SipPhoneOptions): void;
  command(name: string, parameters: readonly unknown[]): Promise<CommandResult>;
  connectionCount(): number;
  mediaTotals(index: number): Promise<MediaTotals>;
  calls(): readonly Call[];
  status(): PhoneStatus | undefined;
}

export interface ContractCase {
  name: string;
  missing: readonly string[];
}

export interface ContractFunctions {
  /** Starts the far ends. Resolves with all cases. */
  open(environment: SipEnvironment): Promise<ContractCase[]>;
  /** Resolves with what is wrong, or nothing. */
  run(name: string): Promise<string | undefined>;
}
