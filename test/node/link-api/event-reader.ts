/** Reads a stream of Server-Sent Events, as far as the tests need it. */
import { until } from '../link-gateway/until.ts';
import type { ApiRig } from './api-rig.ts';

export interface ReadEvent {
  id: string;
  type: string;
  data: { agentId?: string; data?: Record<string, never>; [name: string]: unknown };
}

export interface EventReader {
  readonly response: Response;
  readonly events: ReadEvent[];
  readonly comments: string[];
  /** What `EventSource` would send as `Last-Event-ID`. */
  readonly lastId: string;
  /** Undefined while it goes on. */
  readonly end: 'ended' | 'broken' | undefined;
  /** The first that fits, when it has come. */
  next(what: string, fits: (event: ReadEvent) => boolean): Promise<ReadEvent>;
  close(): void;
}

export const readEvents = async (rig: ApiRig, query = '', { as = 'all', lastEventId }: { as?: string; lastEventId?: string } = {}): Promise<EventReader> => {
  const controller = new AbortController();
  const headers = { ...rig.authorization(as), ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
  const response = await rig.fetch(`/events${query}`, { headers, signal: controller.signal });
  const events: ReadEvent[] = [];
  const comments: string[] = [];
  let lastId = '';
  let end: EventReader['end'];

  const take = (block: string) => {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      const [, name = '', value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
      if (name === '') comments.push(value);
      else fields.set(name, value);
    }
    lastId = fields.get('id') ?? lastId;
    const data = fields.get('data');
    if (data !== undefined) events.push({ id: lastId, type: fields.get('event') ?? 'message', data: JSON.parse(data) });
  };

  const read = async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  };
  if (response.status === 200) {
    read().then(
      () => {
        end = 'ended';
      },
      () => {
        end = 'broken';
      },
    );
  }

  return {
    response,
    events,
    comments,
    get lastId() {
      return lastId;
    },
    get end() {
      return end;
    },
    next: (what, fits) => until(what, () => events.find(fits)),
    close: () => controller.abort(),
  };
};
