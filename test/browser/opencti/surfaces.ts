/** The three ways to the CRM, each a page of another origin: how a row is called there, and what its answer should be. */
import type { EventRow } from '../../opencti/events.ts';
import type { FailureRow } from '../../opencti/failures.ts';
import { classicMistakes, lightningMistakes } from '../../opencti/mistakes.ts';
import type { OpenCtiRow } from '../../opencti/open-cti-row.ts';
import { typedMistakes } from '../../opencti/typed-mistakes.ts';
import { softphonePage } from '../bridge/pages.ts';
import { errorOf, run } from '../bridge/remote-page.ts';
import { CHANNEL, plain } from './crm-world.ts';
import { openCtiPage } from './open-page.ts';

/** A failure, whatever the surface calls it. `result` is what stands in the place of an answer. */
export interface Refusal {
  code: string | undefined;
  message: string;
  details: unknown;
  result: unknown;
}

export interface Call {
  method: string;
  args: readonly unknown[];
}

export interface Mistake extends Call {
  names: string;
}

export interface Surface {
  name: string;
  src: string;
  /** The page is connected, or will be with its first call. */
  opened(frame: HTMLIFrameElement): Promise<unknown>;
  /** How a row is called here, and its answer; undefined where there is no such method. */
  callOf(row: OpenCtiRow): (Call & { answer: unknown }) | undefined;
  ask(frame: HTMLIFrameElement, call: Call & { answer?: unknown }): Promise<unknown>;
  failureOf(row: FailureRow): (Call & { refusal: Partial<Refusal> }) | undefined;
  askInVain(frame: HTMLIFrameElement, call: Call): Promise<Refusal>;
  mistakes: readonly Mistake[];
  /** What a mistake, and what a method that the CRM does not serve, is answered with. */
  invalid: Partial<Refusal>;
  unserved: Partial<Refusal>;
  /** Codes of what went wrong in the CRM. */
  ofCrm: readonly (string | undefined)[];
  eventOf(row: EventRow): { listener: string; payload: unknown } | undefined;
  listen(frame: HTMLIFrameElement, listener: string): Promise<unknown>;
  heard(frame: HTMLIFrameElement): Promise<unknown[]>;
}

const script = (path: string) => `opencti=${encodeURIComponent(`${location.origin}/support/api/60.0/${path}`)}&idle&quiet`;

const typed: Surface = {
  name: 'the typed API',
  src: softphonePage(),
  opened: (frame) => run(frame, 'connected'),
  callOf: ({ typed: { method, args, gives } }) => ({ method, args, answer: plain(gives) }),
  ask: async (frame, { method, args }) => plain(await run(frame, 'ask', method, ...args)),
  failureOf: ({ typed: { method, args, code, details } }) => ({ method, args, refusal: { code, details } }),
  async askInVain(frame, { method, args }) {
    const { code, message, details } = await errorOf(run(frame, 'ask', method, ...args));
    // What is wrong with an argument is told as data too.
    return { code, message, details: details?.issues ? undefined : details, result: undefined };
  },
  mistakes: typedMistakes,
  invalid: { code: 'INVALID_ARGUMENT' },
  unserved: { code: 'NOT_SUPPORTED' },
  ofCrm: ['SEARCH_FAILED', 'INVALID_RESULT'],
  eventOf: ({ typed: { event, payload } }) => ({ listener: event, payload }),
  // This page listens to all events from the beginning, except to channels.
  listen: async (frame, event) => (event === 'message' ? run(frame, 'listenTo', CHANNEL) : undefined),
  heard: async (frame) =>
    (await run<Record<string, unknown>[]>(frame, 'received')).map((event) => Object.entries(event).find(([name]) => name !== 'channel')?.[1]).map(plain),
};

interface LightningResponse {
  success: boolean;
  returnValue: unknown;
  errors: { code: string; description: string; details?: unknown }[] | null;
}

const lightning: Surface = {
  name: 'the drop-in for Lightning',
  src: openCtiPage('query', { query: script('lightning/opencti_min.js') }),
  opened: (frame) => run(frame, 'heard'),
  callOf: ({ lightning: row }) =>
    row && { method: row.method, args: [row.args], answer: { success: true, returnValue: row.returnValue ?? null, errors: null } },
  ask: (frame, { method, args }) => run(frame, 'ask', method, ...args),
  failureOf: ({ lightning: row }) => row && { method: row.method, args: [row.args], refusal: { code: row.code, details: row.details, result: null } },
  async askInVain(frame, { method, args }) {
    const { success, returnValue, errors } = await run<LightningResponse>(frame, 'ask', method, ...args);
    const [error, ...others] = errors ?? [];
    if (success || !error || others.length) throw new Error(`${method} was answered ${JSON.stringify({ success, returnValue, errors })}`);
    return { code: error.code, message: error.description, details: error.details, result: returnValue };
  },
  mistakes: lightningMistakes.map(({ method, args, names }) => ({ method, args: [args], names })),
  invalid: { code: 'INVALID_PARAM', result: null },
  unserved: { code: 'GENERIC_ERROR', result: null },
  ofCrm: ['SERVER_ERROR'],
  eventOf: ({ lightning: row }) => row && { listener: row.method, payload: row.payload },
  listen: (frame, method) => (method === 'subscribe' ? run(frame, 'subscribe', CHANNEL) : run(frame, 'listen', method)),
  heard: (frame) => run<unknown[]>(frame, 'heard'),
};

interface ClassicResponse {
  result: unknown;
  error: string | undefined;
  id?: string;
}

const byPosition = (frame: HTMLIFrameElement, { method, args }: Call) => run<ClassicResponse>(frame, 'askByPosition', `interaction.${method}`, ...args);

const classic: Surface = {
  name: 'the drop-in for Classic',
  src: openCtiPage('query', { query: script('interaction.js') }),
  opened: (frame) => run(frame, 'heard'),
  callOf: ({ classic: row }) =>
    row && {
      method: row.method,
      args: row.args ?? [],
      answer: { error: undefined, ...('json' in row ? { json: row.json } : { result: row.result }), ...(row.id && { id: row.id }) },
    },
  async ask(frame, call) {
    const { result, ...response } = await byPosition(frame, call);
    const isJson = 'json' in (call.answer as object);
    return { ...response, ...(isJson ? { json: JSON.parse(result as string) } : { result }) };
  },
  failureOf: ({ classic: row }) => row && { method: row.method, args: row.args ?? [], refusal: { result: row.result } },
  async askInVain(frame, call) {
    const { result, error } = await byPosition(frame, call);
    if (!error) throw new Error(`${call.method} was answered ${JSON.stringify(result)}`);
    return { code: undefined, message: error, details: undefined, result };
  },
  mistakes: classicMistakes.map(({ method, args, names }) => ({ method, args: args as unknown[], names })),
  // Classic tells no codes.
  invalid: {},
  unserved: {},
  ofCrm: [undefined],
  eventOf: ({ classic: row }) => row && { listener: row.method, payload: row.payload },
  listen: (frame, method) => run(frame, 'listenByPosition', method),
  heard: async (frame) => (await run<{ result: string }[]>(frame, 'heard')).map(({ result }) => JSON.parse(result)),
};

export const surfaces: readonly Surface[] = [typed, lightning, classic];
