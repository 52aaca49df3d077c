/** What a route of the API is: enough to serve it, and to describe it in the OpenAPI document. One table holds them all. */
import type { Schema } from '../../protocol/schema.ts';
import type { Client } from './clients.ts';
import type { Scope } from './config.ts';

export interface RouteInput<Body = unknown> {
  /** What stands in the path's braces. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Headers;
  body: Body;
  client: Client;
  /** Closes the connection without another word. False when there is none. */
  cutOff(): boolean;
}

export interface QueryParameter {
  name: string;
  description: string;
  /** May come several times. */
  isList?: boolean | undefined;
  /** Values there are; anything else is refused. */
  oneOf?: readonly string[] | undefined;
}

export interface Route {
  method: 'get' | 'post';
  /** Below `/api/v1`, with parameters in braces: `/agents/{agentId}`. */
  path: string;
  operationId: string;
  summary: string;
  /** Left out: nobody is asked for a key. */
  scope?: Scope | undefined;
  query?: readonly QueryParameter[] | undefined;
  body?: Schema<unknown> | undefined;
  /** Of a success. Without a schema it has no body. */
  answer: { status: 200 | 201 | 204; description: string; schema?: Schema<unknown> | undefined; contentType?: string | undefined };
  /** Codes it may be refused with, beside those of every route. */
  errors?: readonly string[] | undefined;
  /** What it answers; a `Response` goes out as it is. */
  run(input: RouteInput<never>): unknown;
}

/** A route whose body is of the shape its schema says. */
export const route = <Body = unknown>(
  options: Omit<Route, 'body' | 'run'> & { body?: Schema<Body> | undefined; run(input: RouteInput<Body>): unknown },
): Route => options;
