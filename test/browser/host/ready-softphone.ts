/** A softphone page that is connected to the CRM in the test page, and what it is asked and has received. */
import type { MountOptions, Softphone } from '../../../src/host/index.ts';
import { mount } from '../bridge/pages.ts';
import { run } from '../bridge/remote-page.ts';

export const mountReady = async (options: Partial<MountOptions>) => {
  const softphone = mount(options);
  await softphone.ready();
  await run(softphone.frame, 'connected');
  return { softphone, ask: (method: string, ...args: unknown[]) => run<unknown>(softphone.frame, 'ask', method, ...args) };
};

export const receivedBy = (softphone: Softphone) => run<Record<string, unknown>[]>(softphone.frame, 'received');

/** A layout that says something of inbound calls only. */
export const layoutOf = (settings: object) => {
  const nothing = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
  return {
    Inbound: { callRelatedFields: ['ANI'], objects: { Contact: [{ displayName: 'City', apiName: 'City' }] }, screenPopSettings: settings },
    Internal: nothing,
    Outbound: nothing,
  };
};
