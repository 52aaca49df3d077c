import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { ContactList, ContactPage, CrmConfig } from '../../../demo/crm/api-types.ts';
import { anyPorts, candidatePorts } from '../../../demo/ports.ts';
import { UNPROTECTED_PATH } from '../../../demo/server/other-apps.ts';
import { type Demo, startDemo } from '../../../demo/start.ts';
import { callLog } from './call-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let demo: Demo;

before(async () => {
  folder = await temporaryFolder();
  demo = await startDemo({ dataFolder: folder.path, ports: anyPorts, contacts: 200 });
});
after(async () => {
  await demo.close();
  await folder.remove();
});

const json = async <Body>(url: string): Promise<Body> => (await (await fetch(url)).json()) as Body;

const directives = async (url: string): Promise<Map<string, string>> => {
  const header = (await fetch(url)).headers.get('content-security-policy') ?? '';
  return new Map(
    header.split('; ').map((directive) => {
      const space = directive.indexOf(' ');
      return [directive.slice(0, space), directive.slice(space + 1)];
    }),
  );
};

describe('the demo', () => {
  it('gives every page an origin of its own', async () => {
    const pages = [demo.crmUrl, demo.softphoneUrl, demo.customerUrl, demo.attackerUrl, demo.switchboardUrl];
    assert.equal(new Set(pages.map((url) => new URL(url).origin)).size, pages.length);
    assert.notEqual(new URL(demo.crmUrl).hostname, new URL(demo.softphoneUrl).hostname, 'the softphone is on another site than the CRM');
    for (const url of pages) {
      const response = await fetch(url);
      assert.equal(response.status, 200);
      const html = await response.text();
      assert.match(html, /<script type="module" src="\/main\.js">/);
      assert.equal((await fetch(`${url}/main.js`)).headers.get('content-type'), 'text/javascript; charset=utf-8');
      assert.equal((await fetch(`${url}/main.css`)).headers.get('content-type'), 'text/css; charset=utf-8');
      assert.equal((await fetch(`${url}/../../package.json`)).status, 404);
    }
  });

  it('tells each page where the others are', async () => {
    const crm = await json<CrmConfig>(`${demo.crmUrl}/config.json`);
    assert.deepEqual([crm.softphoneUrl, crm.customerUrl, crm.attackerUrl], [demo.softphoneUrl, demo.customerUrl, demo.attackerUrl]);
    const softphone = await json<{ crmOrigins: string[]; sip: { server: string; user: string; password: string } }>(`${demo.softphoneUrl}/config.json`);
    assert.deepEqual(softphone, { crmOrigins: [demo.crmUrl], sip: { server: demo.sipUrl, ...demo.agent }, link: demo.callCentre.softphoneUrl });
    const customer = await json<{ callers: { name: string; number: string }[]; sip: { user: string } }>(`${demo.customerUrl}/config.json`);
    assert.equal(customer.sip.user, demo.customer.user);
    for (const { number } of customer.callers) assert.match(number, /^\+\d{8,15}$/);
    const switchboard = await json<{ apiUrl: string; apiKey: string; listenerUrl: string }>(`${demo.switchboardUrl}/config.json`);
    assert.equal(switchboard.listenerUrl, demo.callCentre.listenerUrl);
    const state = await fetch(`${switchboard.apiUrl}/simulator/state`, { headers: { authorization: `Bearer ${switchboard.apiKey}` } });
    assert.deepEqual(
      ((await state.json()) as { agents: { agentId: string }[] }).agents.map(({ agentId }) => agentId),
      ['agent-1', 'agent-2'],
    );
  });

  it('gives softphones of the call centre a token, for agents there are', async () => {
    const { token } = await json<{ token: string }>(`${demo.softphoneUrl}/token?agent=agent-1`);
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.equal((await fetch(`${demo.softphoneUrl}/token?agent=agent-9`)).status, 404);
  });

  it('offers callers who open a contact, a list and a form', async () => {
    const { callers } = await json<{ callers: { name: string; number: string }[] }>(`${demo.customerUrl}/config.json`);
    const hits = async (number: string) => {
      const { hits: found } = await json<{ hits: { confidence: string }[] }>(`${demo.crmUrl}/api/search?e164=${encodeURIComponent(number)}`);
      assert.ok(found.every(({ confidence }) => confidence === 'strong'));
      return found.length;
    };
    const counts = await Promise.all(callers.map(({ number }) => hits(number)));
    assert.deepEqual(
      counts.slice(0, -2).filter((count) => count !== 1),
      [],
    );
    assert.ok((counts.at(-2) ?? 0) > 1, 'one number belongs to several contacts');
    assert.equal(counts.at(-1), 0, 'one number belongs to nobody');
  });

  it('keeps secrets from other origins', async () => {
    const response = await fetch(`${demo.softphoneUrl}/config.json`, { headers: { origin: demo.attackerUrl } });
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  });
});

describe('content security policies', () => {
  it('allow scripts and styles of the own origin only', async () => {
    for (const url of [
      demo.crmUrl,
      demo.softphoneUrl,
      demo.customerUrl,
      demo.attackerUrl,
      demo.switchboardUrl,
      demo.softphoneUrl + UNPROTECTED_PATH,
      `${demo.crmUrl}/contacts/1`,
    ]) {
      const policy = await directives(url);
      for (const name of ['default-src', 'script-src', 'style-src', 'img-src']) assert.equal(policy.get(name), "'self'", `${name} of ${url}`);
      assert.equal(policy.get('base-uri'), "'none'");
      assert.equal(policy.get('require-trusted-types-for'), "'script'");
    }
  });

  it('let the CRM show the softphone and nothing else, and nobody show the CRM', async () => {
    const policy = await directives(demo.crmUrl);
    assert.equal(policy.get('frame-src'), demo.softphoneUrl);
    assert.equal(policy.get('frame-ancestors'), "'none'");
    assert.equal(policy.get('connect-src'), "'self'");
  });

  it('let only the CRM show the softphone, which may connect to phone systems', async () => {
    const policy = await directives(demo.softphoneUrl);
    assert.equal(policy.get('frame-ancestors'), demo.crmUrl);
    assert.equal(policy.get('connect-src'), `'self' ws: wss: ${demo.callCentre.url}`);
    const unprotected = await directives(demo.softphoneUrl + UNPROTECTED_PATH);
    assert.equal(unprotected.has('frame-ancestors'), false, "this path is for the attacker's page");
  });

  it('let the switchboard connect to the CTI link only', async () => {
    assert.equal((await directives(demo.switchboardUrl)).get('connect-src'), `'self' ${demo.callCentre.url}`);
  });

  it('let the customer connect to the phone system only', async () => {
    assert.equal((await directives(demo.customerUrl)).get('connect-src'), `'self' ${demo.sipUrl}`);
  });
});

describe('starting and stopping', () => {
  it('refuses a second demo on the same folder', async () => {
    await assert.rejects(startDemo({ dataFolder: folder.path, ports: anyPorts }), /runs already/);
    assert.equal((await fetch(demo.crmUrl)).status, 200, 'the first goes on');
  });

  it('keeps contacts and logs, and the agent, over a restart', async () => {
    const log = callLog({ id: 'kept', record: { recordId: 'contact/3' } });
    await fetch(`${demo.crmUrl}/api/activities/kept`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(log) });
    const { agent } = demo;
    await demo.close();
    await demo.close();
    await assert.rejects(fetch(demo.crmUrl), 'nobody answers any more');
    demo = await startDemo({ dataFolder: folder.path, ports: anyPorts, contacts: 200 });
    assert.equal(demo.created, 0);
    assert.deepEqual(demo.agent, agent);
    const page = await json<ContactPage>(`${demo.crmUrl}/api/contacts/3`);
    assert.deepEqual(
      page.activities.map(({ id }) => id),
      ['kept'],
    );
    assert.equal((await json<ContactList>(`${demo.crmUrl}/api/contacts`)).total, 200);
  });

  it('goes to the next port where one is taken, says which, and all pages know', async () => {
    const taken = await Promise.all(
      [1, 2].map(async () => {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        return server;
      }),
    );
    const [crmPort, sipPort] = taken.map((server) => (server.address() as AddressInfo).port) as [number, number];
    const other = await temporaryFolder();
    const moved = await startDemo({ dataFolder: other.path, contacts: 10, ports: { ...anyPorts, crm: crmPort, sip: sipPort } });
    try {
      assert.deepEqual(
        moved.moved.map(({ place, preferred }) => [place, preferred]),
        [
          ['crm', crmPort],
          ['sip', sipPort],
        ],
      );
      for (const { preferred, port } of moved.moved) assert.ok(port !== preferred && (candidatePorts(preferred).includes(port) || port > 1023));
      assert.ok(moved.crmUrl.endsWith(`:${moved.moved[0]!.port}`));
      const softphone = await json<{ crmOrigins: string[]; sip: { server: string } }>(`${moved.softphoneUrl}/config.json`);
      assert.deepEqual([softphone.crmOrigins, softphone.sip.server], [[moved.crmUrl], moved.sipUrl]);
      assert.equal((await directives(moved.softphoneUrl)).get('frame-ancestors'), moved.crmUrl);
    } finally {
      await moved.close();
      await other.remove();
      await Promise.all(taken.map((server) => new Promise((resolve) => server.close(resolve))));
    }
  });
});
