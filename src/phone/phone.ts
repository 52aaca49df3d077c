/**
 * A phone: the connector between Ringframe and one kind of phone system. This file is law: every connector MUST
 * behave as written here, and `phoneContract` of `ringframe/testing` checks it. Terms are those of ECMA-269.
 *
 * # One call
 *
 * ```
 *  inbound   delivered                     established
 *   ─────────► alerting ───────────────────────► connected ◄──────┐
 *                 │                                │   │          │ retrieved
 *  outbound  originated          established       │   │ held     │ (by local)
 *   ─────────► initiated ──────────────────────────┘   ▼          │
 *                 │  └ delivered: remoteState alerting held ──────┘
 *          failed │                                    │
 *                 ▼                                    │
 *              failed                                  │
 *                 │                                    │
 *                 ▼              cleared               ▼
 *               null ◄──────────────────── from every state, exactly once, always last
 * ```
 * `held by remote` and `retrieved by remote` change `remoteState` only. `conferenced by local` leads from `held` to `connected`;
 * `conferenced by remote`, `connectionCleared` and `updated` change neither state.
 *
 * # What holds for every phone
 *
 * 1.  Constructing a phone MUST NOT connect, register, ask for a microphone or start a timer. `connect` does.
 * 2.  A method MUST NOT throw synchronously. It returns a promise, which MUST settle, and rejects with a `CtiError` only.
 * 3.  A state changes by an event, never by a request. When a command resolves, the event it led to MUST already have
 *     been applied to `calls`, and MUST have been emitted.
 * 4.  Listeners MUST see events in the order in which they happened, each after it was applied to `calls`.
 *     A listener that throws MUST NOT disturb the phone or another listener.
 * 5.  `Call.actions` MUST name exactly what would be accepted now: a subset of `capabilities`. A command that is not
 *     among them rejects with `INVALID_STATE`, or with `NOT_SUPPORTED` when the phone never grants it, and changes nothing.
 *     An unknown call rejects with `NO_SUCH_CALL`. Actions that change because of another call are told as `updated`.
 * 6.  A call's id MUST be the same in every window in which the call shows, and MUST NOT be used again.
 * 7.  After `cleared` the call is no longer in `calls`. No event follows for it.
 * 8.  A lost connection MUST be visible: `status` becomes `reconnecting`, each call `signalling: 'lost'`, at once. The phone
 *     tries to come back by itself. It MUST NOT pretend that a call ended because signalling did, nor that it lives when it does not.
 * 9.  Passwords, numbers and names MUST NOT be logged, nor put into the message of an error.
 * 10. `dispose` MUST end calls (each is told as `cleared`), connections, media, timers and listeners, and may be called twice. Every command under way
 *     rejects with `DISPOSED`, and so does every later one. Nothing is told after it.
 * 11. A cleared call MUST have a cause: `normalClearing` after a conversation, `callCancelled` when the caller gave up,
 *     `busy`, `destNotObtainable` when nobody has the number. A dialled call that was refused is told as `failed` first.
 * 12. `Call.parties` MUST name everybody else in the call as soon as there is more than one, and MUST be left out otherwise;
 *     `remote` is the first of them.
 *
 * # The agent
 *
 * 13. `agent` MUST follow the phone system, whoever changed it there: the agent here or at a desk phone, a supervisor, a call.
 * 14. After a call the agent is in the state last asked for, `ready` or `notReady` with its reason, be it before the call, during it or in the
 *     work after an earlier one; who has never asked is in the state logging in led to. The work mode decides what comes between: with `autoIn`
 *     nothing, with `manualIn` `workingAfterCall`. `setAgentState` ends that with the state it asks for, `wrapUp` with the one last asked for.
 *     Consultations lead to no work after them.
 * 15. Where `agent.reasons` has codes of a kind, a reason MUST be one of them; where it is `mandatory`, it MUST be given. Otherwise the
 *     command rejects with `INVALID_ARGUMENT`, says what is missing, and changes nothing. Who MUST wrap up is not made ready before.
 *
 * # Chats, and what is a vendor's own
 *
 * 16. A call of the type `chat` is written. Nothing in it is muted, held or sent tones, and it neither holds another call nor is held for one.
 * 17. Everything written in a chat MUST be told as `message`, once and in order, by whomever it was written: what the agent writes too, here or
 *     elsewhere, before `sendMessage` resolves. Nothing is told of a chat that was cleared.
 * 18. `vendorCommand` and `vendorEvent` MUST pass as they are, whatever the name: which ones there are is the phone system's to know.
 *
 * # The supervisor
 *
 * 19. `team` MUST have exactly the agents whom the agent here supervises, each as the agent's own line is, and MUST be empty for who supervises nobody:
 *     nothing of another agent's line MUST ever reach a phone that is not a supervisor's of that agent. Each change is told as `team`, after it was applied.
 *     While the connection is lost `team` stays as it was last known, and `status` says so; once it is back, what has changed is told.
 * 20. `superviseCall` and `setMemberState` for anybody who is not in `team` MUST reject `REFUSED`, be there such an agent or not, and change nothing.
 * 21. A supervisor's call is one of `calls`, with `supervision`, in which `agentId` and `how` say whose and in which way; `remote` is the agent, and after `intercept`
 *     whom the agent talked with. It is `originated` and `established` when the supervisor comes in, and `cleared` at the latest when the agent has left the call.
 *     `silentMonitor` MUST be noticed by nobody in the call. `whisper` MUST be heard, and may be noticed, by the agent alone. Both name the supervisor in nobody's
 *     `parties`. With `bargeIn` the supervisor MUST be one of the parties, for everybody, and with `intercept` in the place
 *     of the agent. There is work after `intercept` only: the others are the agent's calls.
 * 22. A request for help MUST be told as `assistance` to the agent who asked and to the agent's supervisors, and to nobody else: once as `asked`, once when a
 *     supervisor takes it, which supervising the agent's call does, and once as `over`. Those that are not over are in `assistance`.
 *
 * # How much of it
 *
 * `capabilities` say what a phone can do, and any part of the commands is a phone. Three are usual:
 * pops only, with no command at all: calls and agent are told, and whoever shows them shows no button;
 * with agent state: `setAgentState`, and `logIn` and `logOut` where agents log in apart from the connection;
 * full: the calls as well, each command of them where the phone system has it.
 */
import type { AgentStatus } from '../protocol/agent.ts';
import type { Call } from '../protocol/call.ts';
import type { ChatMessage } from '../protocol/chat.ts';
import type { CtiError } from '../protocol/error.ts';
import type { AgentStateRequest, DialRequest, LogInRequest, LogOutRequest, PhoneCommandName, WrapUpRequest } from '../protocol/phone-commands.ts';
import type { PlainData } from '../protocol/plain-data.ts';
import type { Assistance, AssistanceRequest, MemberStateRequest, SuperviseCallRequest, TeamChange, TeamMember } from '../protocol/team.ts';
import type { VendorCommand, VendorEvent } from '../protocol/vendor.ts';
import type { CallEvent } from './call-event.ts';

export type PhoneStatus =
  /** Nothing was asked for yet, or `disconnect` was. */
  | { state: 'disconnected' }
  | { state: 'connecting' }
  /**
   * Calls can be made and received. `address` is the agent's own, for example `sip:alice@example.org`. `server` is there where a phone has several
   * to choose from. `partial`: a part of the phone system does not answer, and this says which.
   */
  | { state: 'ready'; address: string; server?: string | undefined; partial?: string | undefined }
  /** The connection was lost and is being made again. `unreachable`: tried in vain so often that it is no mere interruption. */
  | { state: 'reconnecting'; attempt: number; error?: CtiError | undefined; unreachable?: boolean | undefined }
  /** Given up until `connect` is called again: wrong password, refused for good. */
  | { state: 'failed'; error: CtiError };

/** How well a call is heard, measured over the last interval. */
export interface CallQuality {
  callId: string;
  /** Packets in all, since the call began. */
  packetsReceived: number;
  packetsSent: number;
  packetsLost: number;
  /** Share of packets lost in the interval, 0 to 1. */
  lossRatio: number;
  jitterMs: number;
  /** Missing until the far end has reported once. */
  roundTripMs?: number | undefined;
  /** Level of what is heard (`inputLevel`) and of what is said (`outputLevel`), 0 to 1. */
  inputLevel?: number | undefined;
  outputLevel?: number | undefined;
}

export interface PhoneEvents {
  status: PhoneStatus;
  call: { event: CallEvent; call: Call };
  agent: AgentStatus;
  /** Something was written in a chat. */
  message: ChatMessage;
  /** An agent of the team has come, changed or gone. */
  team: TeamChange;
  /** The agent here, or one of the team, has asked for help, or that has come further. */
  assistance: Assistance;
  /** Of this phone system alone. */
  vendorEvent: VendorEvent;
  quality: CallQuality;
  /** Sound cannot be played until the agent has touched the page; `audio.unlock` from a click handler allows it. */
  audio: { blocked: boolean };
}

export type Unsubscribe = () => void;

/** A microphone or a speaker. The label is empty until the microphone has been allowed once. */
export interface AudioDevice {
  deviceId: string;
  kind: 'microphone' | 'speaker';
  label: string;
}

/** Audio of a phone whose media runs in the page. */
export interface PhoneAudio {
  readonly blocked: boolean;
  /** Starts what the browser's autoplay rules held back. Call it from a click. */
  unlock(): Promise<void>;
  devices(): Promise<AudioDevice[]>;
  /** Takes effect in running calls too. `undefined` is the system's default. Rejects `NO_MICROPHONE`, `PERMISSION_DENIED`, `NOT_SUPPORTED`. */
  select(choice: { microphone?: string | undefined; speaker?: string | undefined }): Promise<void>;
  readonly selected: { readonly microphone?: string | undefined; readonly speaker?: string | undefined };
}

export interface Phone {
  /**
   * What this phone can do at all. Fixed from construction on, but for a phone that learns it from its phone system: there it is empty before the
   * phone has connected, and each change of it is told as a `status`.
   */
  readonly capabilities: readonly PhoneCommandName[];
  readonly status: PhoneStatus;
  /** All calls that are not cleared, oldest first. A new array and new objects on each change; never modified. */
  readonly calls: readonly Call[];
  readonly agent: AgentStatus;
  /** Agents whom the agent here supervises. A new array and new objects on each change; never modified. */
  readonly team: readonly TeamMember[];
  /** Requests for help that are not over, oldest first: of the team, or the agent's own. */
  readonly assistance: readonly Assistance[];
  /** Present when the media runs in this page. */
  readonly audio?: PhoneAudio | undefined;

  /**
   * Connects and registers. Resolves when `status` is `ready`; a second call joins the first.
   * Rejects `UNAUTHORIZED`, `UNREACHABLE`, `ABORTED`. After `UNREACHABLE` the phone keeps trying (`reconnecting`); after
   * `UNAUTHORIZED` it does not.
   */
  connect(options?: { signal?: AbortSignal | undefined }): Promise<void>;
  /** Unregisters and closes. Calls are hung up. Resolves when it is done or cannot be. */
  disconnect(): Promise<void>;
  dispose(): Promise<void>;

  /** Another connected call is held first. Resolves with the call once it was `originated`. Rejects `NOT_CONNECTED`, `INVALID_NUMBER`, `NO_MICROPHONE`, `PERMISSION_DENIED`. */
  dial(request: DialRequest): Promise<Call>;
  /** `alerting` → `connected`. Another connected call is held first. Resolves after `established`. */
  answer(callId: string): Promise<void>;
  /** `alerting` inbound → `null`. */
  reject(callId: string, as?: 'busy' | 'declined'): Promise<void>;
  /** Every state → `null`; an alerting inbound call is rejected as busy. MUST work with signalling lost. */
  hangUp(callId: string): Promise<void>;
  /** `connected` → `held`. */
  hold(callId: string): Promise<void>;
  /** `held` → `connected`. Another connected call is held first. */
  retrieve(callId: string): Promise<void>;
  mute(callId: string): Promise<void>;
  unmute(callId: string): Promise<void>;
  /** `0-9 A-D * #`, comma for a pause. Resolves when the last was sent. Rejects `INVALID_ARGUMENT`. */
  sendDtmf(callId: string, digits: string): Promise<void>;
  /** Hands the call to `number` without asking. Resolves when the phone system did it: `transferred`, then `cleared`. A refusal (`REFUSED`, `BUSY`) leaves the call as it was. */
  blindTransfer(callId: string, number: string): Promise<void>;
  /** Holds `callId` and dials `number`; the new call has `consultationFor`. Resolves as `dial` does. */
  consult(callId: string, number: string): Promise<Call>;
  /** Connects the far ends of `callId` and its consultation with each other; both are `transferred`, then `cleared`. */
  completeTransfer(callId: string, consultationCallId?: string): Promise<void>;
  /**
   * Ends the consultation about `callId`, answered or not, and goes back: the consultation is `cleared`, and `callId` `retrieved` if it
   * was held. Another connected call is held first.
   * @param consultationCallId may be left out while there is only one
   */
  cancelConsult(callId: string, consultationCallId?: string): Promise<void>;
  /**
   * Joins `callId` with its consultation, which was answered, and stays in: `callId` is `conferenced` by local, connected, with everybody of
   * both as `parties`, those of `callId` first; the consultation is `cleared` with the cause `conference`. A call that is a conference grows by another consultation.
   */
  conference(callId: string, consultationCallId?: string): Promise<void>;
  /**
   * Sends one party out of a conference. Resolves after `connectionCleared` with those who are left; when that is one, it is an ordinary call
   * again, without `parties`. The same event tells of a party that leaves by itself. Rejects `INVALID_ARGUMENT` when nobody in it has the number.
   */
  dropParty(callId: string, number: string): Promise<void>;
  /**
   * Changes what the phone system keeps with the call: names given are set, an empty text takes one away, the others stay. Resolves after
   * `updated`; whoever else has the call is told of it too. What cannot be kept whole rejects `INVALID_ARGUMENT`: nothing is cut.
   */
  setCallData(callId: string, data: Record<string, string>): Promise<void>;
  /** Writes into a chat. Resolves after the `message`. Rejects `INVALID_ARGUMENT` for what is empty or longer than 4,000 characters. */
  sendMessage(callId: string, text: string): Promise<void>;
  /** Shows the other side of a chat a page, in its own browser. Rejects `INVALID_ARGUMENT` for anything but https. */
  pushUrl(callId: string, url: string): Promise<void>;
  /**
   * Tells the phone system how a call went that is `cleared`. For the call that led to `workingAfterCall` it ends that state: resolves after
   * the `agent` event then. Rejects `NO_SUCH_CALL`, `INVALID_STATE` while the call runs, `INVALID_ARGUMENT` by law 15.
   */
  wrapUp(request: WrapUpRequest): Promise<void>;
  /**
   * `loggedOut` → `ready` or `notReady`, as the phone system has it. Resolves after the `agent` event. Rejects `NOT_CONNECTED`,
   * `INVALID_STATE` for who is logged in, here or elsewhere, `UNAUTHORIZED`. A phone that connects with an agent's name logs in by itself.
   */
  logIn(request?: LogInRequest): Promise<void>;
  /** Every state → `loggedOut`; the phone stays connected. Resolves after the `agent` event. Rejects `INVALID_STATE` when logged out; a phone system may so refuse it during a call. */
  logOut(request?: LogOutRequest): Promise<void>;
  /** Resolves after the `agent` event. Rejects `NOT_CONNECTED`, `INVALID_STATE` while logged out, `INVALID_ARGUMENT` by law 15. */
  setAgentState(request: AgentStateRequest): Promise<void>;

  /**
   * Takes part in a call of an agent of the team that is connected or held. Another connected call is held first. Resolves with the supervisor's own call
   * once it is `established`. For a call that is supervised already it changes the way: `updated`. Rejects `NOT_CONNECTED`, `NO_SUCH_CALL`, `INVALID_STATE`
   * for a call that cannot be listened to (it still rings, it is written, the supervisor is a party of it), `REFUSED` by law 20.
   */
  superviseCall(request: SuperviseCallRequest): Promise<Call>;
  /** Resolves after the `team` event. Rejects as `setAgentState` and `logOut` do for the agent, and `REFUSED` by law 20. */
  setMemberState(request: MemberStateRequest): Promise<void>;
  /** Resolves with the request after it was told as `asked`. Rejects `INVALID_STATE` while logged out, `NO_SUCH_CALL`, `REFUSED` when no supervisor is there. */
  requestAssistance(request: AssistanceRequest): Promise<Assistance>;

  /** What only this phone system knows. Resolves with its answer. Rejects `NOT_CONNECTED`, `INVALID_ARGUMENT` for what is no plain data, and as the phone system does. */
  vendorCommand(command: VendorCommand): Promise<PlainData | undefined>;

  on<Name extends keyof PhoneEvents>(name: Name, listener: (event: PhoneEvents[Name]) => void): Unsubscribe;
}
