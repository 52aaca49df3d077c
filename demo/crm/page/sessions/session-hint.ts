import type { CrmConfig } from '../../api-types.ts';
import { h } from '../dom.ts';

/** What stands where the sessions will be. */
export const sessionHint = ({ switchboardUrl }: CrmConfig): Node =>
  h(
    'span',
    {},
    'Each call opens a session here. ',
    switchboardUrl !== undefined && h('a', { href: switchboardUrl, target: '_blank', rel: 'noopener' }, 'Place one at the switchboard'),
  );
