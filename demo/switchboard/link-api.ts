/** The link's API, as a page uses it: commands, what there is, and what happens. */
import type { AgentStatus, Call } from '../../src/index.ts';
import type { SwitchboardConfig } from './config.ts';

export interface SimulatedAgent {
  agentId: string;
  name?: string | undefined;
  address: string;
  agent: AgentStatus;
  calls: Call[];
}

export interface SimulatedParty {
  number: string;
  name?: string | undefined;
  agentId?: string | undefined;
  state: Call['state'];
  /** What this party hears. */
  heard: string;
}

export interface SimulatedCall {
  id: string;
  called: string;
  data: Record<string, string>;
  waits: boolean;
  parties: SimulatedParty[];
}

export interface SimulatedQueue {
  number: string;
  name?: string | undefined;
  ready: number;
  waiting: number;
}

/** All there is in the simulated phone system. */
export interface SimulatorState {
  agents: SimulatedAgent[];
  queues: SimulatedQueue[];
  calls: SimulatedCall[];
}

/** One event of the stream. */
export interface StreamedEvent {
  id: string;
  type: string;
  timestamp: string;
  agentId?: string | undefined;
  data: unknown;
}

export interface LinkApi {
  state(): Promise<SimulatorState>;
  /** @param path below the API's address, such as `/simulator/calls` */
  post(path: string, body?: object): Promise<void>;
  /** Follows what happens, for good; after a break it goes on behind the last event it has. */
  follow(listeners: { onEvent(event: StreamedEvent): void; onConnected(connected: boolean): void }): void;
}

const RETRY_MS = 1_000;

/** Frames of `text/event-stream`, as they come in. */
async function* framesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let text = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const frames = (text + value).split('\n\n');
    text = frames.pop() ?? '';
    yield* frames;
  }
}

const field = (frame: string, name: string): string | undefined =>
  frame
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trimStart();

export const createLinkApi = ({ apiUrl, apiKey }: SwitchboardConfig): LinkApi => {
  const authorization = `Bearer ${apiKey}`;

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`${apiUrl}${path}`, { ...init, headers: { authorization, ...init.headers } });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => undefined)) as { message?: string } | undefined;
    throw new Error(problem?.message ?? `The link answered ${response.status}.`);
  };

  return {
    state: async () => (await request('/simulator/state')).json() as Promise<SimulatorState>,
    post: async (path, body) => {
      const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      await request(path, { method: 'POST', ...json });
    },
    follow({ onEvent, onConnected }) {
      let last: string | undefined;
      const once = async (): Promise<void> => {
        const { body } = await request('/events', { headers: last === undefined ? {} : { 'last-event-id': last } });
        if (!body) return;
        onConnected(true);
        for await (const frame of framesOf(body)) {
          const data = field(frame, 'data');
          last = field(frame, 'id') ?? last;
          if (data !== undefined) onEvent(JSON.parse(data) as StreamedEvent);
        }
      };
      const again = (): void => {
        onConnected(false);
        setTimeout(go, RETRY_MS);
      };
      const go = (): void => void once().then(again, again);
      go();
    },
  };
};
