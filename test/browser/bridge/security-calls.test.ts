/** What a page that was let in can do wrong. `raw` is a page that speaks the wire itself and checks nothing. */
import { expect } from 'chai';
import type { MountOptions, Softphone } from '../../../src/host/index.ts';
import { fixture, origins } from '../origins.ts';
import { cleanUp, logged, mount, softphonePage } from './pages.ts';
import { aWhile, codeOf, errorOf, run, until } from './remote-page.ts';

interface Reply {
  ok: boolean;
  value?: unknown;
  error?: { code: string; message: string; details?: Record<string, unknown> };
}

const searched: unknown[] = [];
const search = (query: unknown) => {
  searched.push(query);
  return [{ recordId: '17', recordName: 'Somebody' }];
};

const mountRaw = (options: Partial<MountOptions> = {}): Softphone =>
  mount({ src: fixture('bridge/raw-softphone.html', origins.ip), crm: { search }, ...options });
const mountGreeted = async (options: Partial<MountOptions> = {}): Promise<Softphone> => {
  const softphone = mountRaw(options);
  await run(softphone.frame, 'hello');
  return softphone;
};
const ask = (softphone: Softphone, ...args: unknown[]) => run<Reply>(softphone.frame, 'ask', ...args);

describe('a page that was let in', () => {
  beforeEach(() => void searched.splice(0));
  afterEach(cleanUp);

  it('may say nothing but hello before hello, and nothing in a session that is not the present one', async () => {
    const softphone = mountRaw();
    await run(softphone.frame, 'shake');
    for (const session of [undefined, null, '', 'guess', {}]) {
      const reply = await run<Reply>(softphone.frame, 'call', session, 1, 'search', { text: 'x' });
      expect(reply.error?.code).to.equal('NOT_READY');
    }
    await run(softphone.frame, 'hello');
    const first = await run(softphone.frame, 'session');
    expect((await ask(softphone, 1, 'search', { text: 'x' })).ok).to.equal(true);
    await run(softphone.frame, 'hello');
    expect(await run(softphone.frame, 'session')).not.to.equal(first);
    expect((await run<Reply>(softphone.frame, 'call', first, 2, 'search', { text: 'x' })).error?.code).to.equal('NOT_READY');
    expect(searched).to.have.length(1);
  });

  it('cannot call inherited names, of the table or of penpal', async () => {
    const softphone = await mountGreeted();
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'call', 'hello'])
      expect((await ask(softphone, 1, name, {})).error?.code, name).to.equal('METHOD_NOT_FOUND');
    for (const path of [['constructor'], ['toString'], ['__proto__', 'toString'], ['hello', 'constructor'], ['call', 'toString'], ['nothing']]) {
      const outcome = await run<{ value?: Reply; error?: unknown }>(softphone.frame, 'penpalCall', path, 'return 1');
      expect(outcome.error, String(path)).to.equal(undefined);
      expect(outcome.value?.error?.code, String(path)).to.equal('METHOD_NOT_FOUND');
    }
  });

  it('cannot send events by inherited names, nor pollute prototypes by the names of data', async () => {
    const softphone = await mountGreeted();
    const calls: unknown[] = [];
    softphone.on('call', (event) => calls.push(event));
    for (const name of ['constructor', '__proto__', 'toString', 'clickToDial', 'nothing'])
      await run(softphone.frame, 'post', { type: 'event', name, payload: {} });
    await run(softphone.frame, 'postOdd', 'agent', 'protoKey');
    await run(softphone.frame, 'askOdd', 1, 'search', 'protoKey');
    await run(softphone.frame, 'askOdd', 2, 'saveLog', 'protoData');
    await run(softphone.frame, 'helloOdd', 'protoKey');
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
    expect(searched).to.have.length(1);
    expect(searched[0]).to.deep.equal({ number: '+1' });
    expect(Object.getPrototypeOf(searched[0])).to.equal(Object.prototype);
    expect(calls).to.deep.equal([]);
    expect(softphone.status.state).to.equal('ready');
  });

  it('keeps odd names of call data as mere names', async () => {
    const logs: { data?: Record<string, string> | undefined }[] = [];
    const softphone = await mountGreeted({ crm: { saveLog: (log) => void logs.push(log) } });
    const log = {
      id: 'a/b',
      callId: 'a',
      direction: 'inbound',
      number: '1',
      agent: 'b',
      startedAt: 1,
      endedAt: 2,
      durationSeconds: 1,
      answered: true,
      cause: 'busy',
    };
    const polluting = JSON.parse('{"__proto__":"x"}');
    expect((await ask(softphone, 1, 'saveLog', { ...log, data: polluting })).error?.code).to.equal('INVALID_ARGUMENT');
    expect(logs).to.deep.equal([]);
    expect(await ask(softphone, 1, 'saveLog', { ...log, data: { constructor: 'y', toString: 'z' } })).to.deep.include({ ok: true });
    const saved = logs[0]?.data ?? {};
    expect(Object.getPrototypeOf(saved)).to.be.oneOf([Object.prototype, null]);
    expect(Object.hasOwn(saved, 'constructor') && saved.constructor).to.equal('y');
    expect(({} as { x?: unknown }).x).to.equal(undefined);
  });

  it('is refused what the CRM does not have, and what it did not ask for, without any effect', async () => {
    const softphone = mountRaw({ crm: { search } });
    await run(softphone.frame, 'hello', { wants: ['screenPop'] });
    for (const method of ['screenPop', 'saveLog', 'search', 'refreshView', 'claim']) {
      const reply = await ask(softphone, 1, method, { type: 'record', recordId: '1' });
      expect(reply.error?.code, method).to.equal('NOT_SUPPORTED');
    }
    expect(searched).to.deep.equal([]);
    expect((await ask(softphone, 1, 'fly', {})).error?.code).to.equal('METHOD_NOT_FOUND');
  });

  it('is told what is wrong with its arguments, and nothing is dispatched', async () => {
    const softphone = await mountGreeted();
    for (const params of [
      undefined,
      null,
      0,
      'text',
      [],
      {},
      { number: 5 },
      { number: 'x'.repeat(251) },
      { text: 'x', limit: 51 },
      { text: 'x', direction: 'up' },
    ]) {
      const reply = await ask(softphone, 1, 'search', params);
      expect(reply.error?.code, JSON.stringify(params)).to.equal('INVALID_ARGUMENT');
      expect(reply.error?.details?.issues, JSON.stringify(params)).to.be.an('array').that.is.not.empty;
    }
    expect((await ask(softphone, 1, 'search', { number: 'secret-number'.repeat(30) })).error?.message).not.to.contain('secret-number');
    for (const id of [undefined, 'one', {}, null])
      expect((await run<Reply>(softphone.frame, 'ask', id, 'search', { text: 'x' })).error?.code).to.equal('INVALID_ARGUMENT');
    expect((await ask(softphone, 1, undefined as never, {})).error?.code).to.equal('INVALID_ARGUMENT');
    expect(searched).to.deep.equal([]);
    expect((await ask(softphone, 1, 'search', { text: 'x', somethingNewer: true })).ok).to.equal(true);
    expect(searched).to.deep.equal([{ text: 'x' }]);
  });

  it('is refused what is too large, too deep or odd, without any effect', async () => {
    const softphone = await mountGreeted({ limits: { maxMessageBytes: 10_000 } });
    for (const [kind, code] of [
      ['huge', 'TOO_LARGE'],
      ['deep', 'TOO_LARGE'],
      ['cycle', 'TOO_LARGE'],
      ['bigint', 'INVALID_ARGUMENT'],
      ['map', 'INVALID_ARGUMENT'],
      ['date', 'INVALID_ARGUMENT'],
    ] as const)
      expect((await run<Reply>(softphone.frame, 'askOdd', 1, 'search', kind)).error?.code, kind).to.equal(code);
    expect((await ask(softphone, 1, 'search', { text: 'x', ignored: 'y'.repeat(5_000) })).error?.code).to.equal('TOO_LARGE');
    expect(searched).to.deep.equal([]);
    for (const kind of ['huge', 'deep', 'cycle']) {
      expect((await run<Reply>(softphone.frame, 'helloOdd', kind)).error?.code, `hello, ${kind}`).to.equal('TOO_LARGE');
      await run(softphone.frame, 'postOdd', 'agent', kind);
    }
    await until(() => logged.filter(({ message }) => message.includes('larger than agreed')).length === 3, 'the events are reported');
    expect(softphone.agent).to.equal(undefined);
    expect(softphone.status.state).to.equal('ready');
  });

  it('is told that its hello is malformed, and the CRM waits for a proper one', async () => {
    const softphone = mountRaw();
    for (const change of [
      { protocol: [] },
      { protocol: 'x' },
      { wants: 'all' },
      { limits: {} },
      { limits: undefined },
      { calls: [{}] },
      { serves: Array(201).fill('x') },
      { software: null },
    ])
      expect((await run<Reply>(softphone.frame, 'hello', change)).error?.code, JSON.stringify(change)).to.be.oneOf(['INVALID_ARGUMENT', 'PROTOCOL_MISMATCH']);
    expect(softphone.status.state).not.to.equal('ready');
    expect((await run<Reply>(softphone.frame, 'hello')).ok).to.equal(true);
    expect(softphone.status.state).to.equal('ready');
  });

  it('needs a port for its hello', async () => {
    const softphone = mountRaw();
    expect((await run<Reply>(softphone.frame, 'hello', {}, false)).error?.code).to.equal('INVALID_ARGUMENT');
    expect(softphone.status.state).to.equal('connecting');
  });

  it('that sends events of ours malformed disturbs nothing; noise of others is not even mentioned', async () => {
    const softphone = await mountGreeted();
    const heard: unknown[] = [];
    for (const name of ['call', 'agent', 'panel'] as const) softphone.on(name, (event) => heard.push(event));
    await run(softphone.frame, 'post', { type: 'event', name: 'call', payload: { event: 'delivered', call: {} } });
    await run(softphone.frame, 'post', { type: 'event', name: 'agent', payload: 'ready' });
    await run(softphone.frame, 'post', { type: 'nothing' });
    await run(softphone.frame, 'post', 'text');
    await until(() => logged.length === 4, 'the four are reported');
    for (const message of [undefined, null, 0, 'text', [], {}, { namespace: 'other' }, { type: 'webpackOk' }, { source: 'react-devtools' }, 'ringframe'])
      await run(softphone.frame, 'postWindow', message);
    await aWhile(100);
    expect(logged).to.have.length(4);
    expect(heard).to.deep.equal([]);
    expect((await ask(softphone, 1, 'search', { text: 'x' })).ok).to.equal(true);
  });

  it('cannot answer with something else', async () => {
    const softphone = await mountGreeted();
    for (const value of [undefined, null, 5, {}, { id: 1 }, [], { id: 'a', state: 'flying' }]) {
      await run(softphone.frame, 'reply', { dial: { ok: true, value } });
      expect(await codeOf(softphone.dial('+46812345')), JSON.stringify(value)).to.equal('INVALID_RESULT');
    }
    await run(softphone.frame, 'reply', { dial: { ok: true, value: 'x'.repeat(200_000) } });
    expect(await codeOf(softphone.dial('+46812345'))).to.equal('TOO_LARGE');
    for (const reply of [
      undefined,
      null,
      5,
      {},
      { ok: 1 },
      { ok: false },
      { ok: false, error: 'x' },
      { ok: false, error: { code: 5 } },
      { ok: false, error: { code: 'lower case' } },
    ]) {
      await run(softphone.frame, 'reply', { dial: reply });
      if (reply === undefined || reply === null) continue;
      expect(await codeOf(softphone.dial('+46812345')), JSON.stringify(reply)).to.equal('HANDLER_FAILED');
    }
  });

  it('cannot send an error that is more than an error', async () => {
    const softphone = await mountGreeted();
    await run(softphone.frame, 'reply', {
      dial: {
        ok: false,
        error: {
          code: 'NEWER_CODE',
          message: 'm'.repeat(5_000),
          stack: 'at secret.js',
          name: 'Evil',
          details: JSON.parse('{"__proto__":{"polluted":1},"fine":1}'),
        },
      },
    });
    const error = await errorOf(softphone.dial('+46812345'));
    expect(error.code).to.equal('NEWER_CODE');
    expect(error.name).to.equal('CtiError');
    expect(error.message).to.have.length(1_000);
    expect((error as unknown as Error).stack).not.to.contain('secret.js');
    expect(error.details).to.have.property('fine', 1);
    expect((error.details as { polluted?: unknown }).polluted).to.equal(undefined);
    await run(softphone.frame, 'reply', { dial: { ok: false, error: { code: 'NEWER_CODE', message: 7, details: { large: 'x'.repeat(9_000) } } } });
    const odd = await errorOf(softphone.dial('+46812345'));
    expect(odd.message).to.be.a('string');
    expect(odd.details).to.equal(undefined);
  });
});

describe('a handler', () => {
  const errors: string[] = [];
  const note = (event: ErrorEvent | PromiseRejectionEvent) => void errors.push('message' in event ? event.message : String(event.reason));
  before(() => {
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });
  after(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
  });
  afterEach(async () => {
    cleanUp();
    expect(errors.splice(0), 'uncaught in the CRM page').to.deep.equal([]);
  });

  const mountReady = async (options: Partial<MountOptions>) => {
    const softphone = mount(options);
    await softphone.ready();
    await run(softphone.frame, 'connected');
    return softphone;
  };

  it('that throws tells the other side no more than that', async () => {
    const softphone = await mountReady({
      crm: {
        search: () => {
          throw new Error('SELECT password FROM users');
        },
      },
    });
    const error = await errorOf(run(softphone.frame, 'ask', 'search', { text: 'x' }));
    expect(error.code).to.equal('HANDLER_FAILED');
    expect(JSON.stringify(error)).not.to.contain('password').and.not.to.contain('.ts');
    expect(error.details).to.equal(undefined);
    expect(logged.find(({ level }) => level === 'error')?.details).to.have.property('message', 'SELECT password FROM users');

    await run(softphone.frame, 'serve', { dial: { does: 'throw', message: 'the password is secret' } });
    await until(() => softphone.capabilities.includes('dial'), 'the offer arrives');
    const ours = await errorOf(softphone.dial('+46812345'));
    expect(ours.code).to.equal('HANDLER_FAILED');
    expect(ours.message).not.to.contain('secret');
  });

  it('that throws a CtiError has it reach the other side, capped', async () => {
    const softphone = await mountReady({ crm: { search } });
    const serve = async (behaviour: unknown) => {
      await run(softphone.frame, 'serve', { dial: behaviour });
      await until(() => softphone.capabilities.includes('dial'), 'the offer arrives');
      return errorOf(softphone.dial('+46812345'));
    };
    expect(await serve({ does: 'throwCti', code: 'NO_MICROPHONE', message: 'Plug it in.', details: { device: 'usb' } })).to.deep.include({
      code: 'NO_MICROPHONE',
      message: 'Plug it in.',
      details: { device: 'usb' },
    });
    const long = await serve({ does: 'throwCti', code: 'REFUSED', message: 'm'.repeat(3_000), details: { text: 'x'.repeat(5_000) } });
    expect(long.message).to.have.length(1_000);
    expect(long.details).to.equal(undefined);
    expect((await serve({ does: 'throwCti', code: 'not a code', message: 'secret' })).code).to.equal('HANDLER_FAILED');
  });

  it('that gives what cannot travel is a typed error, and no uncaught one in either page', async () => {
    let value: unknown;
    const softphone = await mountReady({ crm: { getAppViewInfo: () => value as never } });
    for (const [what, odd] of [
      ['a function', { url: () => 'x' }],
      ['a node', document.body],
      ['a window', window],
      ['a promise in it', { url: Promise.resolve(1) }],
      ['a symbol', Symbol('x')],
      ['a proxy', { url: 'x', record: new Proxy({ recordId: '1' }, {}) }],
      ['a weak map', new WeakMap()],
    ] as const) {
      value = odd;
      expect(await codeOf(run(softphone.frame, 'ask', 'getAppViewInfo')), what).to.equal('NOT_CLONEABLE');
    }
    const cycle: Record<string, unknown> = {};
    cycle.cycle = cycle;
    value = cycle;
    expect(await codeOf(run(softphone.frame, 'ask', 'getAppViewInfo'))).to.equal('TOO_LARGE');

    for (const does of ['giveFunction', 'giveNode', 'giveProxy', 'giveThrower']) {
      await run(softphone.frame, 'serve', { dial: { does } });
      await until(() => softphone.capabilities.includes('dial'), 'the offer arrives');
      expect(await codeOf(softphone.dial('+46812345')), does).to.equal('NOT_CLONEABLE');
    }
    expect(await run(softphone.frame, 'errors')).to.deep.equal([]);
    expect(softphone.status.state).to.equal('ready');
  });

  it('is never called with what cannot be sent', async () => {
    const softphone = await mountReady({ crm: { search } });
    searched.splice(0);
    for (const kind of ['function', 'proxy', 'revoked']) expect(await codeOf(run(softphone.frame, 'askUncloneable', kind)), kind).to.equal('NOT_CLONEABLE');
    expect(await codeOf(run(softphone.frame, 'ask', 'search', { text: 'x'.repeat(200_000) }))).to.equal('TOO_LARGE');
    expect(searched).to.deep.equal([]);
    expect(await run(softphone.frame, 'errors')).to.deep.equal([]);
  });

  it('that never answers is given up after the deadline, and a late answer changes nothing', async () => {
    const softphone = await mountReady({ src: softphonePage(), crm: {} });
    await run(softphone.frame, 'serve', { hold: { does: 'hangOn' } });
    await until(() => softphone.capabilities.includes('hold'), 'the offer arrives');
    const error = await errorOf(softphone.hold('call-1', { timeoutMs: 200 }));
    expect(error.code).to.equal('TIMEOUT');
    expect(error.details).to.deep.equal({ timeoutMs: 200 });
    const aborted = async () => (await run<{ aborted?: string }[]>(softphone.frame, 'received')).some((entry) => entry.aborted === 'hold');
    await until(aborted, 'the handler learns of it');
    expect(await run(softphone.frame, 'release', 'hold')).to.equal(1);
    await aWhile(100);
    expect(await run(softphone.frame, 'errors')).to.deep.equal([]);
    await run(softphone.frame, 'serve', { hold: { does: 'answer' } });
    await softphone.hold('call-1');
  });

  it('is asked at most so often at a time; more is refused where it is asked', async () => {
    const answers: (() => void)[] = [];
    const softphone = await mountGreeted({ crm: { search: () => new Promise((resolve) => answers.push(() => resolve([]))) }, limits: { maxPendingCalls: 5 } });
    const asking = run<Record<string, number>>(softphone.frame, 'askMany', 20, 'search', { text: 'x' });
    await until(() => answers.length === 5, 'five are asked');
    await aWhile(100);
    expect(answers).to.have.length(5);
    for (const answer of answers.splice(0)) answer();
    expect(await asking).to.deep.equal({ ok: 5, RATE_LIMITED: 15 });

    await run(softphone.frame, 'hello', { limits: { maxMessageBytes: 10_000, maxPendingCalls: 3, messagesPerSecond: 200, messageBurst: 1_000 } });
    await run(softphone.frame, 'holdReplies');
    const holding = Array.from({ length: 4 }, () => codeOf(softphone.hold('call-1', { timeoutMs: 300 })));
    expect(await Promise.all(holding)).to.deep.equal(['TIMEOUT', 'TIMEOUT', 'TIMEOUT', 'RATE_LIMITED']);
    expect(await codeOf(softphone.dial('1', { data: { a: 'x'.repeat(4_000), b: 'x'.repeat(4_000) } })), 'their limits bind us').to.equal('TOO_LARGE');
  });
});
