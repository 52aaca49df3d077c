/** What a case works with: phones under watch, bounded waiting, and the usual ways to get a call going. */
import type { Call, CallEventName } from '../../index.ts';
import type { Phone } from '../../phone/index.ts';
import type { FarEndCall, FarEndName, PhoneRig } from '../phone-rig.ts';
import { expect, fail, present, started } from './expect.ts';
import { type CallSighting, createWitness, type Witness } from './witness.ts';

export interface Watched {
  phone: Phone;
  witness: Witness;
}

export interface OneCall extends Watched {
  /** The call's id at the phone. */
  id: string;
  far: FarEndCall;
}

export interface Bench {
  readonly rig: PhoneRig;
  /** A phone under watch; disposed of after the case. */
  watch(phone: Phone): Watched;
  create(options?: Parameters<PhoneRig['createPhone']>[0]): Watched;
  /** Ready, with the agent logged in. */
  connected(options?: Parameters<PhoneRig['createPhone']>[0]): Promise<Watched>;
  /** Bounds a wait. `what` completes "waited … ms for". */
  within<Result>(what: string, wait: Promise<Result>): Promise<Result>;
  /** Carries out a command that has to succeed, as law 2 demands. */
  act<Result>(name: string, command: () => Promise<Result>): Promise<Result>;
  /** Law 3: fails unless the event had been told when the last command resolved. */
  told(witness: Witness, id: string, type: CallEventName, command: string): void;
  call(phone: Phone, id: string): Call;
  /** Resolves when the call is as wanted. */
  becomes(watched: Watched, id: string, what: string, wanted: (call: Call) => boolean): Promise<Call>;
  /** Resolves with the last picture of the call. */
  cleared(watched: Watched, id: string): Promise<Call>;
  /** A far end calls; resolves when the phone rings. */
  rings(watched: Watched, from?: FarEndName, as?: 'call' | 'chat'): Promise<OneCall>;
  /** A connected phone that rings. */
  ringing(from?: FarEndName): Promise<OneCall>;
  /** A connected phone in conversation, called by the first far end. */
  talking(): Promise<OneCall>;
  /** Answers what `rings` gave. */
  answer(call: OneCall): Promise<void>;
}

export const createBench = (rig: PhoneRig, stepTimeoutMs: number, onWatched: (watched: Watched) => void): Bench => {
  const watching: Watched[] = [];

  const within: Bench['within'] = async (what, wait) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`waited ${stepTimeoutMs} ms for ${what}`)), stepTimeoutMs);
    });
    try {
      return await Promise.race([wait, late]);
    } finally {
      clearTimeout(timer);
    }
  };

  const act: Bench['act'] = async (name, command) => {
    try {
      const underWay = started(name, command);
      return await within(
        `${name} to settle`,
        underWay.then((result) => {
          for (const { witness } of watching) witness.mark();
          return result;
        }),
      );
    } catch (error) {
      const { code, message } = error as { code?: unknown; message?: unknown };
      return fail(code === undefined ? String(message) : `${name} rejected with ${String(code)}: ${String(message)}`);
    }
  };

  const watch: Bench['watch'] = (phone) => {
    const watched = { phone, witness: createWitness(phone) };
    watching.push(watched);
    onWatched(watched);
    return watched;
  };

  const create: Bench['create'] = (options) => watch(rig.createPhone(options));

  const connected: Bench['connected'] = async (options) => {
    const watched = create(options);
    const { phone } = watched;
    await act('connect', () => phone.connect());
    if (rig.capabilities.includes('logIn') && phone.agent.state === 'loggedOut') await act('logIn', () => phone.logIn(rig.logIn));
    return watched;
  };

  const becomes: Bench['becomes'] = ({ phone, witness }, id, what, wanted) =>
    within(
      what,
      witness.until(() => phone.calls.find((call) => call.id === id && wanted(call))),
    );

  const told: Bench['told'] = (witness, id, type, command) =>
    expect(
      witness.marked.sightings.some(({ event, call }) => call.id === id && event.type === type),
      `law 3: ${command} resolved before the event ${type} was told`,
    );

  const begins = (as: 'call' | 'chat', phone: Phone, from: FarEndName) =>
    as === 'call' ? rig.call(phone, from) : present(rig.chat, 'chat of the rig').call(rig, phone, from);

  const rings: Bench['rings'] = async (watched, from = 'first', as = 'call') => {
    const known = new Set(watched.witness.sightings.map(({ call }) => call.id));
    const far = await within(`the far end's call to be on its way`, begins(as, watched.phone, from));
    const id = await within(
      'the phone to ring',
      watched.witness.until(() => {
        const isNew = ({ event, call }: CallSighting) => event.type === 'delivered' && call.direction !== 'outbound' && !known.has(call.id);
        return watched.witness.sightings.find(isNew)?.call.id;
      }),
    );
    return { ...watched, id, far };
  };

  const ringing: Bench['ringing'] = async (from) => rings(await connected(), from);

  const answer: Bench['answer'] = async ({ phone, witness, id }) => {
    await act('answer', () => phone.answer(id));
    told(witness, id, 'established', 'answer');
  };

  return {
    rig,
    watch,
    create,
    connected,
    within,
    act,
    told,
    becomes,
    rings,
    ringing,
    answer,
    call: (phone, id) =>
      present(
        phone.calls.find((call) => call.id === id),
        'the call in phone.calls',
      ),
    cleared: ({ witness }, id) =>
      within(
        'cleared',
        witness.until(() => witness.seen(id, 'cleared')?.call),
      ),
    async talking() {
      const call = await ringing();
      await answer(call);
      return call;
    },
  };
};
