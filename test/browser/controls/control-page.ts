/** Helpers for tests of controls: put one on the page, look into it, press its buttons. */
import { defineControls } from '../../../src/controls/index.ts';
import type { Fake } from './fake-desktop.ts';

defineControls();

/** Long enough for nested controls and settled commands to draw; nothing in it waits for a clock. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve));
};

/** Waits for something to become true, at most `timeoutMs`. */
export const until = async (what: string, test: () => boolean, timeoutMs = 5_000): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  while (!test()) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

let places: HTMLElement[] = [];

/** A place of its own on the page, removed by `clearPage`. */
export const place = (): HTMLElement => {
  const made = document.createElement('div');
  document.body.append(made);
  places.push(made);
  return made;
};

export const clearPage = (): void => {
  for (const made of places) made.remove();
  places = [];
  document.documentElement.removeAttribute('dir');
};

export const mount = async <Name extends keyof HTMLElementTagNameMap>(
  tag: Name,
  fake: Fake | undefined,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  parent: HTMLElement = place(),
): Promise<HTMLElementTagNameMap[Name]> => {
  const element = document.createElement(tag);
  Object.assign(element, fake ? { desktop: fake.desktop } : {}, properties);
  parent.append(element);
  await settle();
  return element;
};

/** All elements in a control that match, nested controls included, in reading order. */
export const all = (host: Element | ShadowRoot, selector: string): HTMLElement[] => {
  const root = host instanceof ShadowRoot ? host : (host.shadowRoot ?? host);
  const found: HTMLElement[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches(selector)) found.push(element);
    if (element.shadowRoot) found.push(...all(element.shadowRoot, selector));
  }
  return found;
};

export const one = <Kind extends HTMLElement = HTMLElement>(host: Element, selector: string): Kind => {
  const found = all(host, selector);
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}, one was expected`);
  return found[0] as Kind;
};

/** What its buttons do, in reading order. */
export const actions = (host: Element): string[] => all(host, '[data-action]').map((button) => button.dataset.action ?? '');

export const action = (host: Element, name: string): HTMLElement => one(host, `[data-action='${name}']`);

export const click = async (host: Element, name: string): Promise<void> => {
  action(host, name).click();
  await settle();
};

/** Text as read: without the bidi isolates, spaces folded. */
export const textOf = (...elements: (Element | undefined)[]): string =>
  elements
    .map((element) => element?.textContent ?? '')
    .join(' ')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Each piece of text in a control, nested ones included. */
export const texts = (host: Element): string[] =>
  [...all(host, '*')].flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ''));

/** Everything a control shows, nested ones included. */
export const shown = (host: Element): string =>
  textOf(...(host.shadowRoot ? [...host.shadowRoot.children] : [])) +
  all(host, '*')
    .filter((element) => element.shadowRoot)
    .map((element) => ` ${shown(element)}`)
    .join('');

export const type = async (field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> => {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settle();
};

/** Who has the focus, looked up through shadow roots. */
export const focused = (): Element | null => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};
