/** What the agent has to know about a call besides its state: lost signalling, held by the far end, muted, poor sound. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CallQuality } from '../phone/phone.ts';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';
import { consultationOf } from './consultation.ts';
import type { StringKey, StringValues } from './control-strings.ts';
import { formatPercent } from './format-time.ts';
import { helpFor } from './help-buttons.ts';
import { type IconName, icon } from './icons.ts';
import { qualityLevel } from './quality-level.ts';

interface NoticesOptions {
  words(key: StringKey, values?: StringValues): string;
  nameOf(call: DesktopCall): string;
  locale: string | undefined;
}

interface Notice {
  kind: string;
  look: '' | 'warning';
  icon: IconName;
  words: string;
}

const qualityNotice = (quality: CallQuality, { words, locale }: NoticesOptions): Notice | undefined => {
  const level = qualityLevel(quality);
  if (level === 'good') return undefined;
  const facts = [
    words('call.quality.loss', { share: formatPercent(quality.lossRatio, locale) }),
    ...(quality.roundTripMs === undefined ? [] : [words('call.quality.delay', { delay: Math.round(quality.roundTripMs) })]),
  ];
  return { kind: 'quality', look: level === 'poor' ? 'warning' : '', icon: 'signal', words: [words(`call.quality.${level}`), ...facts].join(' · ') };
};

/** Nobody has come yet, or who has. */
const helpNotice = (desktop: Desktop, call: DesktopCall, { words }: NoticesOptions): Notice | undefined => {
  const { state, takenBy } = helpFor(desktop, call) ?? {};
  if (state === undefined) return undefined;
  const helper = takenBy?.name || takenBy?.number || '';
  return { kind: 'help', look: state === 'asked' ? 'warning' : '', icon: 'consult', words: words(state === 'asked' ? 'help.asked' : 'help.taken', { helper }) };
};

export const callNotices = (desktop: Desktop, call: DesktopCall, quality: CallQuality | undefined, options: NoticesOptions): TemplateResult => {
  const { words, nameOf } = options;
  const pair = consultationOf(desktop, call);
  const notices: (Notice | undefined)[] = [
    call.signalling === 'lost' ? { kind: 'signalling', look: 'warning', icon: 'warning', words: words('call.signallingLost') } : undefined,
    call.remoteState === 'held' ? { kind: 'remoteHeld', look: 'warning', icon: 'hold', words: words('call.remoteHeld', { name: nameOf(call) }) } : undefined,
    call.muted && call.state === 'connected' ? { kind: 'muted', look: 'warning', icon: 'unmute', words: words('call.muted') } : undefined,
    pair?.consultation.id === call.id
      ? { kind: 'consultation', look: '', icon: 'consult', words: words('call.consultation', { name: nameOf(pair.primary) }) }
      : undefined,
    pair?.primary.id === call.id
      ? {
          kind: 'asking',
          look: '',
          icon: 'consult',
          words: words(pair.consultation.establishedAt === undefined ? 'transfer.calling' : 'transfer.asking', { name: nameOf(pair.consultation) }),
        }
      : undefined,
    helpNotice(desktop, call, options),
    call.context.preparing ? { kind: 'preparing', look: '', icon: 'transfer', words: words('transfer.preparing') } : undefined,
    call.state === 'connected' && quality ? qualityNotice(quality, options) : undefined,
  ];
  const shown = notices.filter((notice) => notice !== undefined) as Notice[];
  // Always in the DOM: what appears in it later is read out. Quality is not, it comes and goes by the second.
  return html`<div class="region" role="status">
      ${shown.filter(({ kind }) => kind !== 'quality').map(noticeLine)}
    </div>
    ${shown.filter(({ kind }) => kind === 'quality').map(noticeLine)}`;
};

const noticeLine = (notice: Notice): TemplateResult | typeof nothing =>
  html`<p class="notice ${notice.look}" data-notice=${notice.kind}>${icon(notice.icon)}<span class="words">${notice.words}</span></p>`;
