/** The frame the softphone lives in. */

import { openCtiUrl } from './open-cti-url.ts';
import type { MountOptions } from './softphone.ts';

/** Left out here means forbidden there. Each goes to the origin of `src` only, whatever page the frame shows later. */
const DEFAULT_ALLOW = 'microphone; autoplay; speaker-selection; hid; clipboard-write';

export const frameUrl = ({ src, openCti = false }: Pick<MountOptions, 'src' | 'openCti'>): string => (openCti ? openCtiUrl(src) : src);

export const createFrame = (
  container: Element,
  { src, title = 'Softphone', allow = DEFAULT_ALLOW, openCti = false }: Pick<MountOptions, 'src' | 'title' | 'allow' | 'openCti'>,
): HTMLIFrameElement => {
  const frame = document.createElement('iframe');
  frame.src = frameUrl({ src, openCti });
  // By the referrer such pages find the script to load, even where the CRM tells none to others.
  if (openCti) frame.referrerPolicy = 'origin';
  frame.title = title;
  frame.allow = allow;
  // Attributes and CSSOM, no style attribute: a strict style-src allows these.
  frame.width = '100%';
  frame.height = '100%';
  frame.style.border = '0';
  container.append(frame);
  return frame;
};
