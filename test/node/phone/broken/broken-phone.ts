/** How to break a fake phone on purpose. */
import type { Call } from '../../../../src/index.ts';
import type { CallEvent, Phone, PhoneEvents } from '../../../../src/phone/index.ts';
import type { FakePhone, FakePhoneOptions } from '../../../../src/testing/index.ts';

export interface BrokenPhone {
  /** What is wrong with it. */
  fault: string;
  /** A case that has to notice. */
  noticedBy: string;
  break(phone: FakePhone): Phone;
  options?: FakePhoneOptions;
}

/** The phone with some members replaced; the others go to the original, which does not use `this`. */
export const altered = (phone: FakePhone, change: Partial<Phone>): Phone => Object.create(phone, Object.getOwnPropertyDescriptors(change)) as Phone;

export type CallListener = (payload: PhoneEvents['call']) => void;

/** Replaces what `call` listeners get. */
export const hearing = (phone: FakePhone, tell: (listener: CallListener, payload: PhoneEvents['call']) => void, change: Partial<Phone> = {}): Phone =>
  altered(phone, {
    ...change,
    on: (name, listener) => (name === 'call' ? phone.on('call', (payload) => tell(listener as CallListener, payload)) : phone.on(name, listener)),
  });

/** Every picture of a call goes through `picture`. */
export const picturing = (phone: FakePhone, picture: (call: Call) => Call): Phone => {
  const change = {
    get calls() {
      return phone.calls.map(picture);
    },
  };
  const wrapped = hearing(phone, (listener, { event, call }) => listener({ event, call: picture(call) }));
  return Object.create(wrapped, Object.getOwnPropertyDescriptors(change)) as Phone;
};

export const without = (phone: FakePhone, type: CallEvent['type']): Phone =>
  hearing(phone, (listener, payload) => {
    if (payload.event.type !== type) listener(payload);
  });

export const plainly = <Method extends (...args: never[]) => Promise<unknown>>(method: Method): Method =>
  ((...args: never[]) => method(...args).catch((error: unknown) => Promise.reject(new Error(String(error))))) as Method;

export const at = () => Date.now();
