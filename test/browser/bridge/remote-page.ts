/** Talks to fixture pages under remote control (fixtures/bridge/remote-control.ts). */
import { expect } from 'chai';

const REPEAT_MS = 100;
const GIVE_UP_MS = 15_000;

export type RemotePage = HTMLIFrameElement | Window;

const windowOf = (page: RemotePage): Window | null => (page instanceof HTMLIFrameElement ? page.contentWindow : page);

/** Runs a command in the page and gives its result; rejects with what it threw. Waits for the page to be loaded. */
export const run = <Value = unknown>(page: RemotePage, command: string, ...args: unknown[]): Promise<Value> =>
  new Promise((resolve, reject) => {
    const id = crypto.randomUUID();
    const send = () => windowOf(page)?.postMessage({ run: command, args, id }, '*');
    const stop = () => {
      clearInterval(repeat);
      clearTimeout(giveUp);
      removeEventListener('message', listen);
    };
    const listen = ({ data, source }: MessageEvent) => {
      if (source !== windowOf(page) || data?.ran !== id) return;
      stop();
      if ('error' in data) reject(data.error);
      else resolve(data.value);
    };
    addEventListener('message', listen);
    const repeat = setInterval(send, REPEAT_MS);
    const giveUp = setTimeout(() => {
      stop();
      reject(new Error(`the page did not answer to ${command} within ${GIVE_UP_MS} ms`));
    }, GIVE_UP_MS);
    send();
  });

type Truthy<Value> = Exclude<Value, false | 0 | '' | null | undefined>;

/** Waits for something to become true: what crosses between pages takes its time. Gives the value. */
export const until = async <Value>(condition: () => Value | Promise<Value>, what: string, timeoutMs = 5_000): Promise<Truthy<Value>> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value as Truthy<Value>;
    if (performance.now() > deadline) return expect.fail(`waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** For what must not happen: as long as anything that does happen takes. */
export const aWhile = (ms = 250): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface RemoteError {
  name: string;
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

/** What a promise rejects with; fails when it resolves. */
export const errorOf = async (promise: Promise<unknown>): Promise<RemoteError> => {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error as RemoteError;
  }
  return expect.fail(`should have been rejected, but gave ${JSON.stringify(value)}`);
};

/** The code a promise rejects with; fails when it resolves. */
export const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await errorOf(promise);
  return error.code ?? String(error);
};

export const container = (): HTMLElement => {
  const element = document.createElement('div');
  document.body.append(element);
  return element;
};

/** A fixture page in a frame of the test page itself. */
export const openFrame = (url: string, prepare: (frame: HTMLIFrameElement) => void = () => {}): HTMLIFrameElement => {
  const frame = document.createElement('iframe');
  prepare(frame);
  frame.src = url;
  document.body.append(frame);
  return frame;
};

/** The number of a frame among all of the test page, by which other frames find it. */
export const numberOf = (frame: HTMLIFrameElement): number => {
  for (let index = 0; index < window.length; index += 1) if (window[index] === frame.contentWindow) return index;
  return expect.fail('the frame is not in the page');
};

/** Leads a frame to another page, from within, as a page itself would go. Resolves when that one is loaded. */
export const goTo = async (frame: HTMLIFrameElement, url: string): Promise<void> => {
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  await run(frame, 'goTo', url);
  await loaded;
};
