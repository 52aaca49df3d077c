/** For phone systems that only open an address on the agent's computer: what to type to see it. */
import { h } from '../crm/page/dom.ts';
import type { SwitchboardConfig } from './config.ts';

export const listenerCard = ({ listenerUrl, crmUrl, callers }: SwitchboardConfig): HTMLElement => {
  const number = callers[0]?.number ?? '+46812345678';
  const parameter = encodeURIComponent(number);
  const curl = listenerUrl === undefined ? undefined : `curl "${listenerUrl}?ani=${parameter}&type=phonecall"`;
  const launch = `${crmUrl}/#/power?phoneNumber=${parameter}`;
  return h(
    'section',
    { class: 'card stack', 'aria-labelledby': 'listener-title' },
    h('h2', { id: 'listener-title' }, 'Or from a command line'),
    curl === undefined
      ? h('p', {}, 'The generic listener is not there: its port is taken by another program.')
      : h('p', {}, 'The generic listener of the CTI link. It pops at both agents:'),
    curl !== undefined && h('pre', { tabindex: '0' }, h('code', {}, curl)),
    h('p', {}, 'An address that opens the caller in the CRM:'),
    h('p', {}, h('a', { href: launch, target: '_blank', rel: 'noopener' }, launch)),
  );
};
