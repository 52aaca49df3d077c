/** A panel with a softphone of another origin in it, and what both of them can be asked. */
import { resetMouse } from '@web/test-runner-commands';
import { createPanel } from '../../../src/host/panel/create-panel.ts';
import type { PanelOptions } from '../../../src/host/panel/panel.ts';
import { createPanelPlace } from '../../../src/host/panel/panel-place.ts';
import type { Condition } from '../fixtures/panel/softphone.ts';
import { fixture, origins } from '../origins.ts';

const opened: (() => void)[] = [];

export const clearPage = async (): Promise<void> => {
  for (const close of opened.splice(0)) close();
  document.documentElement.removeAttribute('dir');
  document.documentElement.style.colorScheme = '';
  await resetMouse();
};

/** Something of the CRM, to be beside the panel. */
export const beside = <Name extends keyof HTMLElementTagNameMap>(name: Name, text: string): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  element.textContent = text;
  document.body.append(element);
  opened.push(() => element.remove());
  return element;
};

/** Waits for something to become true, at most `timeoutMs`. */
export const until = async (what: string, test: () => boolean | Promise<boolean>, timeoutMs = 5_000): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  while (!(await test())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise(requestAnimationFrame);
  }
};

export const openFrame = async (parent: Element) => {
  const frame = document.createElement('iframe');
  frame.title = 'Softphone';
  let loads = 0;
  frame.addEventListener('load', () => {
    loads += 1;
  });
  const loaded = new Promise<void>((resolve) =>
    addEventListener('message', function listen({ source, data }) {
      if (source !== frame.contentWindow || data !== 'loaded') return;
      removeEventListener('message', listen);
      resolve();
    }),
  );
  frame.src = fixture('panel/softphone.html', origins.ip);
  parent.append(frame);
  await loaded;

  const ask = (question = 'condition'): Promise<Condition> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      frame.contentWindow?.postMessage(question, origins.ip, [port2]);
    });
  return { frame, ask, loads: () => loads };
};

export const openPanel = async (options: PanelOptions = {}) => {
  const place = createPanelPlace(document.body);
  const { frame, ask, loads } = await openFrame(place);
  const panel = createPanel(place, options);
  opened.push(panel.dispose);
  const shadow = place.shadowRoot as ShadowRoot;
  const find = (selector: string) => shadow.querySelector(selector) as HTMLElement;
  return {
    panel,
    place,
    frame,
    ask,
    loads,
    find,
    item: find('.item'),
    minimise: find('.minimise'),
    heightEdge: find('.height'),
    widthEdge: find('.width'),
    /** Who has the focus: a class of the panel's own, `frame`, or an element of the page. */
    focus: () => (document.activeElement === place ? shadow.activeElement?.classList[0] : document.activeElement?.localName.replace('iframe', 'frame')),
    /** The room the softphone has, as shown. */
    shown: () => ({ width: frame.clientWidth, height: frame.clientHeight }),
  };
};
