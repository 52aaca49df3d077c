/** The commands the CRM is offered: once all calls have been told to it, and again when the phone has learnt that it can do more, or less. */
import type { Phone } from '../phone/index.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';

export interface CommandOffers {
  /** The CRM takes it that all calls have been told by now. */
  offer(): void;
  /** Offers anew what has changed since, if anything was offered at all. */
  follow(): void;
}

/** @param allowed the part of the phone's commands that the CRM may give; left out, all of them */
export const createCommandOffers = (
  phone: Pick<Phone, 'capabilities'>,
  allowed: readonly PhoneCommandName[] | undefined,
  serve: (names: readonly PhoneCommandName[]) => void,
): CommandOffers => {
  let offered: string | undefined;
  const granted = () => phone.capabilities.filter((name) => !allowed || allowed.includes(name));
  const offer = () => {
    const names = granted();
    offered = names.join();
    serve(names);
  };
  return {
    offer,
    follow() {
      if (offered !== undefined && offered !== granted().join()) offer();
    },
  };
};
