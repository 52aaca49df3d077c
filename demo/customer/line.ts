import type { Call } from 'ringframe';
import type { Phone, PhoneStatus } from 'ringframe/phone';

/** The customer's telephone line: a phone that is registered under the number chosen last. */
export interface Line {
  /** The number it has now. */
  readonly number: string | undefined;
  readonly phone: Phone | undefined;
  /** The call that is shown: there is one at a time, a second caller hears busy. */
  readonly call: Call | undefined;
  /** Gives the line another number; the phone of the old one is disposed of. Rejects as `Phone.connect` does. */
  use(number: string): Promise<void>;
}

export interface LineEvents {
  /** Something to be shown has changed. */
  change(): void;
  status(status: PhoneStatus): void;
  /** The call that was shown is over. */
  ended(call: Call): void;
}

export const createLine = (makePhone: (number: string) => Phone, events: LineEvents): Line => {
  let number: string | undefined;
  let phone: Phone | undefined;

  const rejectSecond = (of: Phone) => {
    for (const call of of.calls.slice(1)) if (call.direction === 'inbound' && call.actions.includes('reject')) void of.reject(call.id, 'busy').catch(() => {});
  };
  return {
    get number() {
      return number;
    },
    get phone() {
      return phone;
    },
    get call() {
      return phone?.calls[0];
    },
    use: async (wanted) => {
      const old = phone;
      const own = makePhone(wanted);
      number = wanted;
      phone = own;
      own.on('status', (status) => own === phone && events.status(status));
      own.on('audio', () => events.change());
      own.on('call', ({ event, call }) => {
        if (own !== phone) return;
        rejectSecond(own);
        if (event.type === 'cleared' && own.calls.length === 0) events.ended(call);
        events.change();
      });
      events.change();
      await old?.dispose();
      // Another number may have been chosen meanwhile.
      if (own === phone) await own.connect();
    },
  };
};
