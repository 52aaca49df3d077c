import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTable } from '../../../src/bridge/service-table.ts';
import { crmParams } from '../../../src/protocol/crm-methods.ts';

describe('a table of methods', () => {
  it('has what there is both a shape and a function for, under no inherited name', () => {
    const table = createTable(crmParams, { search: () => [], invented: () => 1, toString: () => 'x' } as never);
    assert.deepEqual([...table.keys()], ['search']);
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'invented']) assert.equal(table.get(name), undefined);
  });

  it('takes functions of an object with a prototype', () => {
    class Handlers {
      refreshView() {}
    }
    assert.deepEqual([...createTable(crmParams, new Handlers()).keys()], ['refreshView']);
  });
});
