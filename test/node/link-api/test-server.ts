/** A small HTTP server of somebody else's: a webhook receiver, a decider. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestServer {
  readonly url: string;
  readonly received: Received[];
  /** Requests that came and were given up by who sent them. */
  readonly givenUp: number;
  close(): Promise<void>;
}

/** `answer` ends the response, or does not. */
export const startTestServer = async (answer: (received: Received, response: ServerResponse, count: number) => void): Promise<TestServer> => {
  const received: Received[] = [];
  let givenUp = 0;
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) givenUp += 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      answer(one, response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get givenUp() {
      return givenUp;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
