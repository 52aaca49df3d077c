/** What the API needs of a phone system that can be driven from the other side, as the simulator can. */
import type { CallCause } from '../../../protocol/call.ts';
import type { PhoneCommandName } from '../../../protocol/phone-commands.ts';
import type { VendorEvent } from '../../../protocol/vendor.ts';
import type { Switch } from '../../switch.ts';

export interface PlacedCall {
  from: string;
  to: string;
  name?: string | undefined;
  /** `Call.type`: `chat`, … */
  type?: string | undefined;
  data?: Record<string, string> | undefined;
  patienceMs?: number | undefined;
}

/** The simulator's driver (`switches/simulator/driver.ts` says what each does), as far as it makes sense from afar. */
export interface DrivenSwitch extends Switch {
  placeCall(call: PlacedCall): string;
  hangUpCaller(callId: string, number?: string): void;
  answerOutside(callId: string, number?: string): void;
  refuseOutside(callId: string, as: 'busy' | 'declined', number?: string): void;
  holdOutside(callId: string, number?: string): void;
  retrieveOutside(callId: string, number?: string): void;
  writeOutside(callId: string, text: string, number?: string): void;
  transferOutside(callId: string, to: string, number?: string): void;
  redirect(callId: string, to: string): void;
  dropCall(callId: string, cause?: CallCause): void;
  /** Awaited, where it takes its time. */
  atPhone(agentId: string, name: PhoneCommandName, request: never): unknown;
  failLink(reason: string): void;
  failRouting(reason: string): void;
  restoreLink(): void;
  vendorEvent(agentId: string, event: VendorEvent): void;
  snapshotAll(): { agents: readonly { agentId: string }[] };
  readonly wrapUps: readonly object[];
}

export const isDriven = (phoneSystem: Switch): phoneSystem is DrivenSwitch =>
  ['placeCall', 'atPhone', 'snapshotAll'].every((name) => typeof (phoneSystem as unknown as Record<string, unknown>)[name] === 'function');
