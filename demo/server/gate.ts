import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Gate {
  handler: RequestListener;
  /** Lets the requests that wait, and all later ones, through to the application. */
  open(app: Hono): void;
}

/** A port can be listened on before its application is ready, so that the pages can be told each other's addresses; requests wait meanwhile. */
export const createGate = (): Gate => {
  let open: (app: Hono) => void = () => {};
  const application = new Promise<Hono>((resolve) => {
    open = resolve;
  });
  return { handler: getRequestListener(async (request, env) => (await application).fetch(request, env), { overrideGlobalObjects: false }), open };
};
