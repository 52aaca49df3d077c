/** What a phone system reports, in CSTA's words (ECMA-269 §17). The reducer in `calls.ts` turns it into calls. */
import type { CallCause, CallDirection, Party } from '../protocol/call.ts';
import type { Supervision } from '../protocol/supervision.ts';

interface About {
  callId: string;
  /** When it happened, in milliseconds since 1970. */
  at: number;
  cause?: CallCause | undefined;
}

export type CallEvent =
  /** The agent's device has started an outbound call. Creates the call. */
  | (About & {
      type: 'originated';
      remote: Party;
      /** `Call.type`. */
      callType?: string | undefined;
      /** Set when the call was made to consult about another. */
      consultationFor?: string | undefined;
      /** Set when a supervisor takes part in an agent's call. */
      supervision?: Supervision | undefined;
      data?: Record<string, string> | undefined;
    })
  /** A call rings: at the agent for an inbound one (creates the call), at the far end for an outbound one. */
  | (About & {
      type: 'delivered';
      direction?: CallDirection | undefined;
      /** `Call.type`, for an inbound call. */
      callType?: string | undefined;
      remote?: Party | undefined;
      called?: Party | undefined;
      data?: Record<string, string> | undefined;
    })
  /** Both ends talk. */
  | (About & { type: 'established'; remote?: Party | undefined })
  /** One end has put the other on hold. */
  | (About & { type: 'held'; by: 'local' | 'remote' })
  | (About & { type: 'retrieved'; by: 'local' | 'remote' })
  /** The far end was replaced by another (`remote`), or the agent's own part has been handed on (`cleared` follows). */
  | (About & { type: 'transferred'; remote?: Party | undefined })
  /**
   * The call has more parties now: `parties` are all the others. `by` local: the agent has joined them, and is connected; remote: somebody
   * else has, and the agent's own connection stays as it is.
   */
  | (About & { type: 'conferenced'; by: 'local' | 'remote'; parties: Party[] })
  /** The call left for another device before it was answered; `cleared` follows. */
  | (About & { type: 'diverted'; to?: Party | undefined })
  | (About & { type: 'queued' })
  /** The call cannot get on: busy, not found, no route. `cleared` follows. */
  | (About & { type: 'failed' })
  /** One party has left; the call goes on with `parties`, all the others who are still in it. */
  | (About & { type: 'connectionCleared'; parties: Party[] })
  /** The call is over for this agent. */
  | (About & { type: 'cleared' })
  /** Anything that is not a change of connection state. */
  | (About & {
      type: 'updated';
      muted?: boolean | undefined;
      remote?: Party | undefined;
      signalling?: 'up' | 'lost' | undefined;
      /** Names given are set, an empty text takes one away. */
      data?: Record<string, string> | undefined;
      /** Who else is in the call, from a phone system that tells only lists. */
      parties?: Party[] | undefined;
      /** A supervisor takes part in another way from now on. */
      supervision?: Supervision | undefined;
    });
