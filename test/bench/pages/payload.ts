import type { Call } from '../../../src/protocol/call.ts';

/** A call of about so many bytes as JSON: the size comes from call data, as it does in practice. */
export const payloadOf = (bytes: number): Call => {
  const call: Call = {
    id: '3c26-9f7a1b5e@pbx.example',
    direction: 'inbound',
    state: 'connected',
    remoteState: 'connected',
    remote: { number: '+46812345678', name: 'Ada Example' },
    called: { number: '+46850000000' },
    createdAt: 1_790_000_000_000,
    establishedAt: 1_790_000_004_200,
    muted: false,
    signalling: 'up',
    actions: ['hangUp', 'hold', 'mute', 'sendDtmf', 'blindTransfer', 'consult'],
    data: {},
  };
  for (let index = 0; JSON.stringify(call).length < bytes; index += 1) call.data[`variable${index}`] = `value ${index} `.padEnd(Math.max(40, bytes / 60), 'x');
  return call;
};
