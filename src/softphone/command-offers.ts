/** The commands the CRM is offered: once all calls have been told to it, and again when the phone has learnt that it can do more, or less. */
import type { Phone } from '../phone/index.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';

export interface CommandOffers {
  /**
   * The CRM takes it that all calls have been told by now. A phone that learns from its phone system what it can do, and has not reached it
   * yet, has none to tell and nothing to offer: for that one it is put off until it has.
   */
  offer(): void;
  /** Offers anew what has changed since, if anything was offered at all. */
  follow(): void;
}

/** What a CRM is not offered unless the vendor names it: supervisors act on others from the softphone, where they see them. */
const notByItself: readonly PhoneCommandName[] = ['superviseCall', 'setMemberState'];

/** @param allowed the part of the phone's commands that the CRM may give; left out, all of them but the supervisor's */
export const createCommandOffers = (
  phone: Pick<Phone, 'capabilities' | 'status'>,
  allowed: readonly PhoneCommandName[] | undefined,
  serve: (names: readonly PhoneCommandName[]) => void,
): CommandOffers => {
  let offered: string | undefined;
  let isDue = false;
  const granted = () => phone.capabilities.filter((name) => allowed?.includes(name) ?? !notByItself.includes(name));
  const offer = () => {
    isDue = phone.capabilities.length === 0 && phone.status.state === 'reconnecting';
    if (isDue) return;
    const names = granted();
    offered = names.join();
    serve(names);
  };
  return {
    offer,
    follow() {
      if (isDue || (offered !== undefined && offered !== granted().join())) offer();
    },
  };
};
