import type { Flow } from './flow.ts';
import { MAX_CALLS } from './limits.ts';
import { headerOf, type SipRequest } from './message.ts';

/** Which calls are up, as far as a proxy can see: from the answer to the BYE, or until both sockets are gone. */
export interface Calls {
  begin(invite: SipRequest, caller: Flow, callee: Flow): void;
  end(bye: SipRequest): void;
  removeFlow(flow: Flow): void;
}

export const createCalls = (onChange: (change: { callId: string; started: boolean }) => void): Calls => {
  const live = new Map<string, Set<Flow>>();
  const end = (callId: string) => {
    if (live.delete(callId)) onChange({ callId, started: false });
  };
  return {
    begin: (invite, caller, callee) => {
      const callId = headerOf(invite, 'Call-ID') ?? '';
      if (live.has(callId) || live.size >= MAX_CALLS) return;
      live.set(callId, new Set([caller, callee]));
      onChange({ callId, started: true });
    },
    end: (bye) => end(headerOf(bye, 'Call-ID') ?? ''),
    removeFlow: (flow) => {
      for (const [callId, flows] of [...live]) {
        flows.delete(flow);
        if (flows.size === 0) end(callId);
      }
    },
  };
};
