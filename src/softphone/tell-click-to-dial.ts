/** Tells the CRM whether its numbers can be clicked, and what an agent reads on one that cannot. */
import type { Phone, PhoneStatus } from '../phone/phone.ts';
import type { CrmConnection } from './crm-connection.ts';

const whyNot: Readonly<Record<PhoneStatus['state'], string>> = {
  ready: 'The phone cannot dial.',
  failed: 'The phone could not connect.',
  disconnected: 'The phone is switched off.',
  connecting: 'The phone is connecting.',
  reconnecting: 'The phone is connecting.',
};

export const tellClickToDial = (phone: Pick<Phone, 'capabilities'>, crm: CrmConnection, status: PhoneStatus): void => {
  const canDial = status.state === 'ready' && phone.capabilities.includes('dial');
  const telling = canDial ? crm.enableClickToDial() : crm.disableClickToDial(whyNot[status.state]);
  // While the CRM is away it is kept, and the next hello tells it; a failure here has nobody to tell.
  telling.catch(() => {});
};
