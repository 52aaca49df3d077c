/** How the connections of this page stand: quiet while all is well, in words when not. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneStatus } from '../phone/phone.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import type { Desktop } from '../softphone/desktop.ts';
import { button } from './button.ts';
import type { StringKey, StringValues } from './control-strings.ts';
import { icon } from './icons.ts';

interface ConnectionOptions {
  words(key: StringKey, values?: StringValues): string;
  problem(error: unknown): string;
  connecting: boolean;
  connect(): void;
}

/** `sip:alice@example.org` is for machines. */
const readable = (address: string): string => address.replace(/^sips?:/i, '');

const phoneWords = (status: PhoneStatus, { words, problem }: ConnectionOptions): string => {
  switch (status.state) {
    case 'ready': {
      const { partial, server } = status;
      if (partial !== undefined) return words('phone.partial', { reason: partial });
      const address = readable(status.address);
      if (server !== undefined) return words('phone.readyAt', { address, server });
      return address ? words('phone.readyAs', { address }) : words('phone.ready');
    }
    case 'reconnecting':
      return words(status.unreachable ? 'phone.unreachable' : 'phone.reconnecting', { attempt: status.attempt });
    case 'failed':
      return words('phone.failed', { problem: problem(status.error) });
    default:
      return words(`phone.${status.state}`);
  }
};

const crmWords = (status: ConnectionStatus, { words, problem }: ConnectionOptions): string => {
  switch (status.state) {
    case 'ready':
      return '';
    case 'refused':
    case 'failed':
      return words('crm.failed', { problem: problem(status.error) });
    case 'disposed':
      return '';
    default:
      return words(`crm.${status.state}`);
  }
};

export const connectionNotices = (desktop: Desktop, options: ConnectionOptions): TemplateResult => {
  const { status, crm } = desktop;
  const stopped = status.state === 'failed' || status.state === 'disconnected';
  const crmText = crmWords(crm, options);
  const troubled = crm.state === 'refused' || crm.state === 'failed';
  const phoneText = phoneWords(status, options);
  const well = (status.state === 'ready' && status.partial === undefined) || status.state === 'connecting';
  return html`<div class="connections">
    <div class="region" role="status">
      ${
        well
          ? html`<p class="line" data-phone=${status.state}>${icon('answer')}<span class="words">${phoneText}</span></p>`
          : html`<p class="notice ${status.state === 'failed' ? 'negative' : 'warning'}" data-phone=${status.state}>${icon('warning')}<span class="words">${phoneText}</span></p>`
      }
      ${crmText ? html`<p class=${troubled ? 'notice negative' : 'notice'} data-crm=${crm.state}>${icon('warning')}<span class="words">${crmText}</span></p>` : nothing}
    </div>
    ${
      stopped
        ? button({
            action: 'connect',
            label: options.words(status.state === 'failed' ? 'phone.tryAgain' : 'phone.connect'),
            busy: options.connecting,
            onClick: options.connect,
          })
        : nothing
    }
  </div>`;
};
