/** The frame the softphone lives in. */

/** Left out here means forbidden there. Each goes to the origin of `src` only, whatever page the frame shows later. */
const DEFAULT_ALLOW = 'microphone; autoplay; speaker-selection; hid; clipboard-write';

export const createFrame = (
  container: Element,
  { src, title = 'Softphone', allow = DEFAULT_ALLOW }: { src: string; title?: string | undefined; allow?: string | undefined },
): HTMLIFrameElement => {
  const frame = document.createElement('iframe');
  frame.src = src;
  frame.title = title;
  frame.allow = allow;
  // Attributes and CSSOM, no style attribute: a strict style-src allows these.
  frame.width = '100%';
  frame.height = '100%';
  frame.style.border = '0';
  container.append(frame);
  return frame;
};
