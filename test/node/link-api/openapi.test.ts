/** The document describes what is served, all of it and nothing else; and says of values what the schemas say. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { createDocument } from '../../../src/link/api/openapi/document.ts';
import { createSchemaWriter } from '../../../src/link/api/openapi/json-schema.ts';
import { commandAnswers, commandParams, type PhoneCommandName } from '../../../src/protocol/phone-commands.ts';
import { until } from '../link-gateway/until.ts';
import { examples } from '../protocol/examples.ts';
import { oddValues } from '../protocol/odd-values.ts';
import { type ApiRig, startApiLink } from './api-rig.ts';
import { createChecker, type JsonSchema } from './check-json-schema.ts';
import { readEvents } from './event-reader.ts';

interface Operation {
  operationId: string;
  security?: unknown;
  parameters: { name: string; in: string }[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

let rig: ApiRig;
let document: Document;
let isValid: ReturnType<typeof createChecker>;
before(async () => {
  rig = await startApiLink();
  const response = await rig.fetch('/openapi.json');
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/json']);
  document = (await response.json()) as Document;
  isValid = createChecker(document.components.schemas);
});
after(() => rig.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
const answerSchema = (path: string, method = 'get', status = '200'): JsonSchema => {
  const schema = Object.values(document.paths[`/api/v1${path}`]?.[method]?.responses[status]?.content ?? {})[0]?.schema;
  assert.ok(schema, `${method} ${path} has no schema for ${status}`);
  return schema;
};

describe('the OpenAPI document', () => {
  test('has all that is served, and all it has is served', async () => {
    assert.equal(document.openapi, '3.1.0');
    for (const { path, method } of operations()) {
      // What is served and refuses a request without a key: 401. What is not there is 404 with one.
      const url = `${rig.url}${path.replace(/\{\w+\}/g, 'nobody')}`;
      const options = await fetch(url, { method: method.toUpperCase() });
      await options.body?.cancel();
      if (!path.endsWith('/openapi.json')) assert.equal(options.status, 401, path);
      const wrongMethod = await fetch(url, { method: 'DELETE', headers: rig.authorization('reader') });
      assert.deepEqual([wrongMethod.status, wrongMethod.headers.get('allow')], [405, method.toUpperCase()], path);
    }
  });

  test('has an operation for each command, on an agent’s line and at the desk phone', () => {
    for (const name of Object.keys(commandParams)) {
      assert.ok(document.paths[`/api/v1/agents/{agentId}/commands/${name}`]?.post, name);
      assert.ok(document.paths[`/api/v1/simulator/agents/{agentId}/commands/${name}`]?.post, name);
    }
    const ids = operations().map(({ operation: { operationId } }) => operationId);
    assert.equal(new Set(ids).size, ids.length, 'each has an id of its own');
  });

  test('names each parameter of a path, the key, and what it is refused with', () => {
    for (const { path, operation, method } of operations()) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
      assert.deepEqual(inPath, path.match(/\{\w+\}/g) ?? [], path);
      if (path.endsWith('openapi.json')) continue;
      assert.ok(operation.security && operation.responses[401] && operation.responses[403] && operation.responses[429], path);
      assert.equal(
        operation.parameters.some(({ name }) => name === 'Idempotency-Key'),
        method === 'post',
        path,
      );
    }
  });

  test('refers to nothing that is not in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name ?? '');
    assert.ok(references.length > 50);
    for (const name of references) assert.ok(document.components.schemas[name], name);
  });

  test('leaves out what a phone system cannot be driven by, and is made from the table', () => {
    assert.deepEqual(Object.keys(createDocument([]).paths as object), []);
  });
});

describe('what the document says of bodies', () => {
  const asJson = (value: unknown): unknown => {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  };
  /** JSON Schema cannot count the characters of all texts of a map together, and says nothing of what stands in a vendor's own data. */
  const isBeyondIt = (name: string, value: unknown): boolean => {
    const text = JSON.stringify(value) ?? '';
    return text.length > 30_000 || (name === 'vendorCommand' && /__proto__|(\[|\{[^{]*){20}/.test(text));
  };

  for (const name of Object.keys(commandParams) as PhoneCommandName[]) {
    test(`${name}: it agrees with the schema`, () => {
      const example = examples.find((one) => one.name === name);
      assert.ok(example, 'an example');
      const schema = document.paths[`/api/v1/agents/{agentId}/commands/${name}`]?.post?.requestBody?.content['application/json']?.schema;
      assert.ok(schema);
      assert.ok(isValid(asJson(example.value), schema), 'the example');
      fc.assert(
        fc.property(
          oddValues([example.value]).filter((value) => {
            try {
              return asJson(value) !== undefined && !isBeyondIt(name, value);
            } catch {
              return false; // what JSON cannot say does not arrive
            }
          }),
          (value) => {
            const sent = asJson(value);
            assert.equal(isValid(sent, schema), commandParams[name]().safeParse(sent).success, JSON.stringify(sent));
          },
        ),
        { numRuns: 300 },
      );
    });
  }

  test('a schema without a form in JSON Schema is an error, not a schema that allows everything', () => {
    const { write } = createSchemaWriter({});
    const odd = commandParams.sendDtmf();
    assert.ok(write(odd));
    const unknown = { ...odd, _zod: { ...odd._zod, def: { type: 'custom', check: 'custom', error: () => 'must be lucky' } } };
    assert.throws(() => write(unknown as never), /no form for a schema that must be lucky/);
  });
});

describe('what the document says of answers', () => {
  test('holds for agents, calls, status, diagnostics and the simulator, in the middle of calls', async () => {
    const callId = rig.simulator.placeCall({ from: '+46700000001', to: '101', name: 'Caller', data: { customer: '17' } });
    await rig.simulator.execute('one', 'answer', { callId });
    await rig.simulator.execute('one', 'consult', { callId, number: '102' });
    rig.simulator.placeCall({ from: '', to: '6487' });
    const agentPath = (path: string) => path.replace('one', '{agentId}');
    for (const path of [
      '/agents',
      '/agents/one',
      '/agents/one/calls',
      '/status',
      '/diagnostics/events',
      '/diagnostics/routing',
      '/simulator/state',
      '/simulator/wrapUps',
    ]) {
      const { status, body } = await rig.get(path);
      assert.equal(status, 200, path);
      assert.ok(isValid(body, answerSchema(agentPath(path))), `${path}: ${JSON.stringify(body).slice(0, 500)}`);
    }
    const { body: dialled, status } = await rig.post('/agents/three/commands/dial', { number: '+46800000001' });
    assert.equal(status, 200);
    assert.ok(isValid(dialled, answerSchema('/agents/{agentId}/commands/dial', 'post')));
    assert.ok(commandAnswers.dial.result().safeParse(dialled).success);
    const { body: refused, status: refusedStatus } = await rig.post('/agents/three/commands/dial', {});
    assert.ok(isValid(refused, answerSchema('/agents/{agentId}/commands/dial', 'post', String(refusedStatus))));
    const { body: announced } = await rig.post('/announcements', { ani: '1234', agentIds: ['two'], data: { customerid: '17' } });
    assert.ok(isValid(announced, answerSchema('/announcements', 'post')), JSON.stringify(announced));
  });

  test('holds for every event of the stream, and for its beginning', async () => {
    const reader = await readEvents(rig);
    const callId = rig.simulator.placeCall({ from: '+46700000001', to: '103', type: 'chat' });
    rig.simulator.vendorEvent('two', { name: 'Wallboard', data: { waiting: 3 } });
    rig.simulator.dropCall(callId);
    rig.simulator.failLink('cable');
    rig.simulator.restoreLink();
    rig.simulator.failLink('cable');
    rig.simulator.restoreLink();
    await reader.next('up again', ({ type, data }) => type === 'phoneSystem' && JSON.stringify(data.data) === '{"state":"up"}');
    await until('alarms', () => reader.events.some(({ type }) => type === 'connection'));
    const { Event, Reset } = document.components.schemas;
    assert.ok(Event && Reset);
    for (const { type, data } of reader.events) assert.ok(isValid(data, type === 'reset' ? Reset : Event), JSON.stringify(data));
    assert.ok(reader.events.length > 10);
    reader.close();
  });

  test('would not hold for just anything', () => {
    const { Event } = document.components.schemas;
    assert.ok(Event);
    for (const wrong of [{}, null, { id: 'x.1', type: 'teleported', timestamp: '', data: {} }, { id: 'x.1', type: 'call', timestamp: '', data: {} }]) {
      assert.equal(isValid(wrong, Event), false, JSON.stringify(wrong));
    }
  });
});
