/** The seven targets of `screenPop`: ours, and Open CTI's as `SCREEN_POP_DATA` has it. Data only. */

export const defaultFieldValues = { Phone: '+46812345678', Employees: 12, Active: true, Note: null };
export const flowArgs = [{ name: 'number', type: 'String', value: '+46812345678' }];

export const popTargets = [
  { typed: { type: 'record', recordId: 'contact/17' }, data: { type: 'sobject', params: { recordId: 'contact/17' } } },
  {
    typed: { type: 'record', recordId: 'contact/17', objectType: 'Contact' },
    data: { type: 'sobject', params: { recordId: 'contact/17', objectType: 'Contact' } },
  },
  { typed: { type: 'url', url: '/reports' }, data: { type: 'url', params: { url: '/reports' } } },
  { typed: { type: 'objectHome', objectType: 'Account' }, data: { type: 'objecthome', params: { scope: 'Account' } } },
  { typed: { type: 'list', listViewId: 'list/1', objectType: 'Account' }, data: { type: 'list', params: { listViewId: 'list/1', scope: 'Account' } } },
  { typed: { type: 'search', searchString: 'North' }, data: { type: 'search', params: { searchString: 'North' } } },
  { typed: { type: 'newRecord', objectType: 'Contact' }, data: { type: 'newRecord', params: { entityName: 'Contact' } } },
  {
    typed: { type: 'newRecord', objectType: 'Contact', defaultFieldValues },
    data: { type: 'newRecord', params: { entityName: 'Contact', defaultFieldValues }, defaultFieldValues },
  },
  { typed: { type: 'flow', flowName: 'Welcome' }, data: { type: 'flow', params: { flowDevName: 'Welcome' } } },
  {
    typed: { type: 'flow', flowName: 'Welcome', flowArguments: flowArgs },
    data: { type: 'flow', params: { flowDevName: 'Welcome', flowArgs } },
  },
] as const;
