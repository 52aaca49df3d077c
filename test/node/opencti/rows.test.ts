/** The table has a row for every method and every listener of Open CTI, and the drop-in has these names and no others. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClassic } from '../../../src/opencti/classic.ts';
import { createLightning } from '../../../src/opencti/lightning.ts';
import { createSession } from '../../../src/opencti/session.ts';
import { openCtiEvents } from '../../opencti/events.ts';
import { createFakeCrm } from '../../opencti/fake-crm.ts';
import { classicListeners, classicMethods, lightningListeners, lightningMethods, lightningOthers } from '../../opencti/methods.ts';
import { openCtiTable } from '../../opencti/rows.ts';

const sorted = (names: Iterable<string | undefined>) => [...new Set(names)].filter((name) => name !== undefined).sort();

/** `hvs.completeWork` and so on. */
const functionsOf = (api: object, prefix = ''): string[] =>
  Object.entries(api).flatMap(([name, value]) => {
    if (typeof value === 'function') return [prefix + name];
    return typeof value === 'object' && value !== null ? functionsOf(value, `${prefix}${name}.`) : [];
  });

const session = createSession(async () => createFakeCrm().connection);
/** Names that pages invented: they only say what to write instead. */
const isInvented = (name: string) => name === 'onReady' || name === 'getCallObjectReferences' || name.startsWith('cti.');

describe('the table of Open CTI', () => {
  it('has a row for each method of Lightning, which has these methods and no others', () => {
    assert.deepEqual(sorted(openCtiTable.map(({ lightning }) => lightning?.method)), sorted(lightningMethods));
    assert.deepEqual(sorted(openCtiEvents.map(({ lightning }) => lightning?.method)), sorted(lightningListeners));
    const names = functionsOf(createLightning(session)).filter((name) => !isInvented(name));
    assert.deepEqual(sorted(names), sorted([...lightningMethods, ...lightningListeners, ...lightningOthers]));
  });

  it('has a row for each method of Classic, which has these methods and no others', () => {
    assert.deepEqual(sorted(openCtiTable.map(({ classic }) => classic?.method)), sorted(classicMethods));
    assert.deepEqual(sorted(openCtiEvents.map(({ classic }) => classic?.method)), sorted(classicListeners));
    assert.deepEqual(sorted(functionsOf(createClassic(session))), sorted([...classicMethods, ...classicListeners]));
  });
});
