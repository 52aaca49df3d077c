/**
 * What a connector's test supplies to `phoneContract`: phones to look at, and two far ends to call them and be called.
 * The far ends must be real for the phone: another registered user, another process, a scripted network. A far end that is
 * transferred follows, that is it calls the number it is told (SIP: accepts REFER).
 */
import type { AssistanceKind, Call, LogInRequest, PhoneCommandName, PlainData, VendorCommand, VendorEvent } from '../index.ts';
import type { Phone } from '../phone/index.ts';

/** Parts a rig may lack. A case that needs one it lacks is listed in `missing` of the case, never dropped. */
export const rigAbilities = [
  /** `createPhone({ with: 'wrongPassword' })` */
  'wrongPassword',
  /** `createPhone({ with: 'unreachableServer' })`: nothing listens there. */
  'unreachableServer',
  /** `loseSignalling`, `restoreSignalling` */
  'signallingLoss',
  /** `numbers.notFound` */
  'unknownNumber',
  /** `FarEndCall.hold`, `FarEndCall.retrieve` */
  'farEndHolds',
  /** `FarEndCall.heldByPhone` */
  'seesHold',
  /** `FarEndCall.digits` */
  'hearsDigits',
  /** `numbers.refusesTransfer` */
  'refusesTransfer',
  /** `farEndsTalk` */
  'farEndsTalk',
  /** `chat`, and `write`, `read` and `shown` of its far end */
  'chats',
  /** `vendorCommand`, `vendorEvent` */
  'vendor',
  /** The agent of each phone has a team of one, who is logged in, and a supervisor who is: `member…`, `supervisorComes` */
  'team',
  /** `wrongLogIn` */
  'wrongLogIn',
  /** `createPhone({ with: 'mandatoryReasons' })`: its phone system has codes of each kind and wants one of them. */
  'mandatoryReasons',
] as const;
export type RigAbility = (typeof rigAbilities)[number];

export type FarEndName = 'first' | 'second';

/** How a call ended as the far end saw it. */
export type FarEndEnding =
  /** Hung up after it was answered. */
  | 'hungUp'
  /** The phone's `reject` and its reason, when the far end had called. */
  | 'busy'
  | 'declined'
  /** The phone gave up before the far end answered. */
  | 'cancelled'
  | 'other';

/** One call between the phone and a far end, as the far end holds it. */
export interface FarEndCall {
  /** Answers a call of the phone. Resolves once it is on its way. */
  answer(): Promise<void>;
  /** Refuses a call of the phone that is not answered yet: busy (SIP 486) or declined (SIP 603). */
  reject(as: 'busy' | 'declined'): Promise<void>;
  /** Hangs up, in any state: an unanswered call to the phone is cancelled. */
  hangUp(): Promise<void>;
  /** Resolves when the call is over at the far end. */
  ended(): Promise<FarEndEnding>;
  hold?(): Promise<void>;
  retrieve?(): Promise<void>;
  /** Resolves when the phone has put this far end on hold (`true`) or taken it back (`false`). */
  heldByPhone?(held: boolean): Promise<void>;
  /** Resolves with the first `count` tones received. */
  digits?(count: number): Promise<string>;
  /** Writes into a chat. */
  write?(text: string): Promise<void>;
  /** Resolves with what the phone wrote, once it has come. */
  read?(): Promise<string>;
  /** Resolves with the first page it was shown. */
  shown?(): Promise<string>;
}

export interface PhoneRig {
  /** What `phone.capabilities` has to be. */
  readonly capabilities: readonly PhoneCommandName[];
  readonly can: readonly RigAbility[];
  readonly numbers: {
    /** Reach the far ends when dialled by the phone. */
    readonly first: string;
    readonly second: string;
    /** Nobody is there. */
    readonly notFound?: string | undefined;
    /** A transfer to it is refused by the phone system. */
    readonly refusesTransfer?: string | undefined;
  };

  /** Called before each case, and `tidy` after it, also when it failed. Whatever the case leaves behind is to be gone then. */
  prepare?(): Promise<void>;
  tidy?(): Promise<void>;

  /** What `logIn` needs, where that is more than nothing, and what it refuses. */
  readonly logIn?: LogInRequest | undefined;
  readonly wrongLogIn?: LogInRequest | undefined;

  /** Two names of call data this phone system keeps. Default `order` and `customer`. */
  readonly dataNames?: readonly [string, string] | undefined;

  /** A new phone with settings that work, if not said otherwise: constructed and nothing more. */
  createPhone(options?: { with?: 'wrongPassword' | 'unreachableServer' | 'mandatoryReasons' | undefined }): Phone;
  /** A far end calls the phone, which is ready. Resolves once the call is on its way; it need not ring yet. */
  call(phone: Phone, from: FarEndName): Promise<FarEndCall>;
  /** The same with a chat. */
  chat?(phone: Phone, from: FarEndName): Promise<FarEndCall>;
  /** A vendor's own command, and what the phone system answers it. */
  readonly vendorCommand?: { command: VendorCommand; answer: PlainData } | undefined;
  /** The phone system tells the phone what only it has a name for. */
  vendorEvent?(phone: Phone, event: VendorEvent): Promise<void>;
  /** The agent of the phone's team talks with the first far end. Resolves with the call's id on that agent's line. */
  memberTalks?(phone: Phone): Promise<string>;
  /** That agent's own line. */
  memberCalls?(phone: Phone): Promise<readonly Call[]>;
  /** That agent asks for help. */
  memberAsks?(phone: Phone, kind: AssistanceKind): Promise<void>;
  /** The supervisor of the phone's agent comes into this call of the phone's, and is heard by the agent alone. */
  supervisorComes?(phone: Phone, callId: string): Promise<void>;
  /** The next call that arrives at this far end, or has arrived and was not asked for yet. The far end rings. */
  received(phone: Phone, by: FarEndName): Promise<FarEndCall>;
  /** Resolves when the two far ends are connected with each other, after a transfer, or in a conference. */
  farEndsTalk?(phone: Phone): Promise<void>;
  /** Cuts the phone off from its phone system, so that it can notice. Media may go on. */
  loseSignalling?(phone: Phone): Promise<void>;
  restoreSignalling?(phone: Phone): Promise<void>;
}
