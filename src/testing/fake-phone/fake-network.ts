/** The phone system of a fake phone: notes what it is asked, and carries it out at once unless the script says otherwise. */

import type { CtiErrorCode, PhoneCommandName, PlainData, SupervisionMode } from '../../index.ts';
import { CtiError } from '../../index.ts';

/** What a fake phone asked of its phone system, after it had checked that the command fits. */
export interface FakeRequest {
  command: PhoneCommandName | 'connect' | 'disconnect';
  callId?: string | undefined;
  number?: string | undefined;
  digits?: string | undefined;
  /** How a ringing call was refused. */
  as?: 'busy' | 'declined' | undefined;
  consultationFor?: string | undefined;
  consultationCallId?: string | undefined;
  data?: Readonly<Record<string, string>> | undefined;
  /** Written into a chat, or shown to the other side. */
  text?: string | undefined;
  url?: string | undefined;
  /** A vendor's own command. */
  name?: string | undefined;
  params?: PlainData | undefined;
  /** Of a wrap-up. */
  code?: string | undefined;
  note?: string | undefined;
  /** Of a state, or for logging out. */
  reason?: string | undefined;
  agentId?: string | undefined;
  /** In which way a call is supervised. */
  how?: SupervisionMode | undefined;
  extension?: string | undefined;
}

/** A request that was held up. */
export interface HeldRequest {
  /** Resolves once the phone has asked. */
  readonly asked: Promise<FakeRequest>;
  proceed(): void;
  refuse(code?: CtiErrorCode): void;
}

export interface FakeNetwork {
  readonly requests: readonly FakeRequest[];
  onRequest(listener: (request: FakeRequest) => void): () => void;
  /** Asks, and resolves when it was carried out. */
  ask(request: FakeRequest): Promise<void>;
  /** Notes a request that needs no answer. */
  tell(request: FakeRequest): void;
  holdUpNext(command: FakeRequest['command']): HeldRequest;
  refuseNext(command: FakeRequest['command'], code?: CtiErrorCode): void;
}

export const createFakeNetwork = (refuses?: (request: FakeRequest) => CtiErrorCode | undefined): FakeNetwork => {
  const requests: FakeRequest[] = [];
  const listeners = new Set<(request: FakeRequest) => void>();
  const rules: { command: FakeRequest['command']; carryOut: (request: FakeRequest) => Promise<void> }[] = [];
  const refusal = (code: CtiErrorCode) => new CtiError(code, 'The fake phone system refused, as its script says.');

  const tell = (request: FakeRequest): void => {
    requests.push(request);
    for (const listener of [...listeners]) listener(request);
  };

  return {
    requests,
    tell,
    onRequest(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async ask(request) {
      const index = rules.findIndex(({ command }) => command === request.command);
      const [rule] = index < 0 ? [] : rules.splice(index, 1);
      tell(request);
      await rule?.carryOut(request);
      const code = refuses?.(request);
      if (code !== undefined) throw refusal(code);
    },
    holdUpNext(command) {
      let asked: (request: FakeRequest) => void = () => undefined;
      let proceed: () => void = () => undefined;
      let refuse: (code?: CtiErrorCode) => void = () => undefined;
      const decision = new Promise<void>((resolve, reject) => {
        proceed = resolve;
        refuse = (code = 'REFUSED') => reject(refusal(code));
      });
      decision.catch(() => undefined); // it may be refused before anybody asks
      const whenAsked = new Promise<FakeRequest>((resolve) => {
        asked = resolve;
      });
      const carryOut = (request: FakeRequest) => {
        asked(request);
        return decision;
      };
      rules.push({ command, carryOut });
      return { asked: whenAsked, proceed, refuse };
    },
    refuseNext(command, code = 'REFUSED') {
      rules.push({ command, carryOut: () => Promise.reject(refusal(code)) });
    },
  };
};
