/** Pages of released builds, as they were recorded (record-wire.mjs), against this build: an old softphone in a new CRM and the other way round. */
import { expect } from 'chai';
import type { Softphone } from '../../../src/host/index.ts';
import { fixture, origins } from '../origins.ts';
import { cleanUp, logged, mount, NEVER_MS, softphonePage } from './pages.ts';
import { numberOf, openFrame, run, until } from './remote-page.ts';
import { actions, answerOf, asJson, asks, commands, crm, leadsTo, settings } from './wire-script.ts';

interface Exchange {
  method: string;
  params: unknown;
  reply: { ok: boolean; value?: unknown };
}
interface Event {
  name: string;
  payload: unknown;
}
interface Record {
  hello: { request: object; reply: { value: { session: string } } };
  crmMethods: Exchange[];
  phoneCommands: Exchange[];
  softphoneEvents: Event[];
  hostEvents: Event[];
}

const majors = [1];

/** An answer as a page understands it that knows of no count of events. */
const withoutCount = (reply: unknown): unknown => {
  const { events: _, ...rest } = asJson(reply) as { events?: number };
  return rest;
};

const read = async (major: number): Promise<Record> => {
  const file = async (name: string) => (await fetch(`/test/fixtures/wire/v${major}/${name}.json`)).json();
  return {
    hello: await file('hello'),
    crmMethods: await file('crm-methods'),
    phoneCommands: await file('phone-commands'),
    softphoneEvents: await file('softphone-events'),
    hostEvents: await file('host-events'),
  };
};

for (const major of majors) {
  describe(`a page recorded with protocol ${major}`, () => {
    afterEach(cleanUp);

    it('as the softphone: this CRM understands all that it says, and is understood', async () => {
      const record = await read(major);
      expect(record.crmMethods.length).to.equal(asks.length + 1);
      const received: unknown[] = [];
      const noting = <Functions extends object>(functions: Functions) =>
        Object.fromEntries(
          Object.entries(functions).map(([name, answer]) => [
            name,
            (...args: unknown[]) => {
              received.push(args.length > 1 ? { method: name, params: asJson(args[0]) } : { method: name });
              return answer();
            },
          ]),
        );
      const note = { ...noting(crm), actions: noting(actions) };
      const softphone = mount({ src: fixture('bridge/raw-softphone.html', origins.ip), crm: note, ...settings, clickToDial: {} });
      const heard: Event[] = [];
      for (const name of ['call', 'agent', 'message', 'assistance', 'vendorEvent', 'panel'] as const)
        softphone.on(name, (payload) => heard.push({ name, payload: asJson(payload) }));

      const reply = await run<Record['hello']['reply']>(softphone.frame, 'hello', record.hello.request);
      expect(asJson(reply)).to.deep.equal({ ...record.hello.reply, value: { ...record.hello.reply.value, session: reply.value.session } });
      for (const [id, { method, params, reply: recorded }] of record.crmMethods.entries())
        expect(withoutCount(await run(softphone.frame, 'ask', id, method, params ?? undefined)), method).to.deep.equal(recorded);
      const own = record.crmMethods.filter(({ method }) => Object.hasOwn(crm, method) || Object.hasOwn(leadsTo, method));
      expect(received.map((entry) => (entry as Exchange).method)).to.deep.equal(own.map(({ method }) => leadsTo[method] ?? method));
      for (const [index, { method, params }] of own.entries()) {
        if (leadsTo[method]) continue;
        const given = (received[index] as Exchange).params;
        // A relative address is made absolute before the CRM sees it.
        if ((params as { type?: string } | undefined)?.type === 'url') expect(given).to.deep.equal({ type: 'url', url: `${location.origin}/contact/17` });
        else if (given) expect(given).to.deep.equal(params);
      }

      for (const { name, payload } of record.softphoneEvents) await run(softphone.frame, 'post', { type: 'event', name, payload });
      const told = record.softphoneEvents.filter(({ name }) => name !== 'offer');
      await until(() => heard.length === told.length, 'all events arrive');
      expect(heard).to.deep.equal(told);

      for (const [index, [name, ...args]] of commands.entries()) {
        const { method, params, reply: answer } = record.phoneCommands[index] as Exchange;
        expect(method).to.equal(name);
        await run(softphone.frame, 'reply', { [name]: answer });
        const value = await (softphone[name] as (...args: unknown[]) => Promise<unknown>)(...args);
        expect(asJson(value)).to.deep.equal(answer.value ?? null);
        const sent = (await run<Exchange[]>(softphone.frame, 'calls')).at(-1);
        expect(asJson(sent?.params), name).to.deep.equal(params);
      }
      expect(logged).to.deep.equal([]);
    });

    it('as the CRM: this softphone understands all that it says, and is understood', async () => {
      const record = await read(major);
      const host = openFrame('about:blank');
      const softphone = openFrame('about:blank');
      host.src = fixture('bridge/raw-host.html', origins.ip, `softphone=${numberOf(softphone)}`);
      softphone.src = softphonePage({
        origin: origins.subdomain,
        options: { allowedOrigins: [origins.ip], connectTimeoutMs: NEVER_MS },
        query: `host=${numberOf(host)}`,
      });
      await run(host, 'welcome', record.hello.reply.value);
      await run(host, 'shake');
      expect(await run(softphone, 'connected')).to.deep.equal({ state: 'ready' });
      for (const [index, [method, ...args]] of asks.entries()) {
        const recorded = record.crmMethods[index] as Exchange;
        await run(host, 'reply', { [recorded.method]: recorded.reply });
        const { value = null } = recorded.reply;
        const expected = method === 'isSoftphonePanelVisible' ? (value as { visible: boolean }).visible : value;
        expect(asJson(await run(softphone, 'ask', method, ...args)), method).to.deep.equal(expected);
        const sent = (await run<Exchange[]>(host, 'calls')).at(-1);
        expect(asJson(sent)).to.deep.include({ method: recorded.method, session: record.hello.reply.value.session });
        if (recorded.params) expect(asJson(sent?.params)).to.deep.equal(recorded.params);
      }
      await run(softphone, 'serve', Object.fromEntries(commands.map(([name]) => [name, { does: 'answer', value: answerOf(name) }])));
      await run(softphone, 'forget');
      for (const [id, { method, params, reply }] of record.phoneCommands.entries()) {
        expect(withoutCount(await run(host, 'call', record.hello.reply.value.session, id, method, params)), method).to.deep.equal(reply);
        expect(asJson((await run<object[]>(softphone, 'received')).at(-1))).to.deep.equal({ [method]: params });
      }
      await run(softphone, 'forget');
      for (const { name, payload } of record.hostEvents) await run(host, 'post', { type: 'event', name, payload });
      await until(async () => (await run<unknown[]>(softphone, 'received')).length === record.hostEvents.length, 'all events arrive');
      expect(asJson(await run(softphone, 'received'))).to.deep.equal(record.hostEvents.map(({ name, payload }) => ({ [name]: payload })));
    });
  });
}

/** Methods of `Softphone` that are no commands to the phone. */
const hostsOwn = [
  ...['ready', 'setAppView', 'retryLogs', 'on', 'dispose', 'publish', 'subscribe', 'startWork', 'notifyObjectUpdate', 'setCallRecord'],
  ...['setPopRules', 'setSoftphoneLayout'],
];

// The record is of the whole protocol: what it lacks is not kept by it.
it('the record names every command of the CRM', async () => {
  const softphone: Softphone = mount();
  const methods = Object.entries(softphone).filter(([name, value]) => typeof value === 'function' && !hostsOwn.includes(name));
  expect([...new Set(commands.map(([name]) => name))].sort()).to.deep.equal(methods.map(([name]) => name).sort());
  cleanUp();
});
