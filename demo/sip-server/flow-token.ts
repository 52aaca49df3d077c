import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** One side of a dialog, as written into Record-Route (RFC 5626 §5.2): which socket, and whose. */
export interface FlowToken {
  flowId: string;
  account: string;
}

export interface FlowTokens {
  /** Fits the user part of a SIP URI. */
  write(token: FlowToken): string;
  /** `undefined` when it was not written with the same secret. */
  read(text: string): FlowToken | undefined;
}

/** One secret per process: a server that is started again on the same port still believes the routes of running calls. */
const processSecret = randomBytes(32);

export const createFlowTokens = (secret: Uint8Array = processSecret): FlowTokens => {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22);
  return {
    write: ({ flowId, account }) => {
      const text = `${flowId}.${Buffer.from(account, 'utf8').toString('base64url')}`;
      return `${text}.${sign(text)}`;
    },
    read: (text) => {
      const [flowId, account, signature] = text.split('.');
      if (flowId === undefined || account === undefined || signature === undefined) return undefined;
      const expected = Buffer.from(sign(`${flowId}.${account}`));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return { flowId, account: Buffer.from(account, 'base64url').toString('utf8') };
    },
  };
};
