/** Requests as they go over the wire: `fetch` would mend addresses, and lets nobody write a `Host`. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface SendOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  host?: string;
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** @param path what stands in the request line, `/?ani=1234`, as it is */
export const send = (url: string, path: string, { method = 'GET', headers = {}, body, host = '127.0.0.1' }: SendOptions = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const outgoing = request({ host, port, path, method, headers: { host: `localhost:${port}`, ...headers }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

/** Whatever these bytes are answered with, until the other side hangs up. */
export const sendBytes = (url: string, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    // Who is refused is hung up on, perhaps while still talking.
    socket.on('error', (error) => (text === '' ? reject(error) : undefined));
    socket.on('close', () => resolve(text));
  });
