/** Uses every entry of the package as a reader would. Compiled against the packed package by test/node/package.test.ts. */
import { type Call, CtiError, isCtiError, PROTOCOL_VERSIONS } from 'ringframe';
import type {} from 'ringframe/controls';
import { mountSoftphone, type Softphone } from 'ringframe/host';
import { createSimulator, type Link, startLink } from 'ringframe/link';
import { agentStateOf, type CiscoSession, connectCisco, createCiscoSwitch, decodeMessage } from 'ringframe/link/cisco';
import { formatNumber, normalizeNumber } from 'ringframe/numbers';
import type { Phone } from 'ringframe/phone';
import { linkPhone } from 'ringframe/phone/link';
import { sipPhone } from 'ringframe/phone/sip';
import { attachPhone, connectToCrm } from 'ringframe/softphone';
import { phoneContract } from 'ringframe/testing';

export const mount = (container: Element): Softphone => {
  const softphone = mountSoftphone({
    src: 'https://phone.vendor.example/',
    container,
    crm: {
      search: async ({ number }) => [{ recordId: 'contact/17', recordName: `Caller ${number?.length}` }],
      screenPop: (target) => console.log(target.type),
      saveLog: (log) => {
        if (log.notes === '') throw new CtiError('LOG_REFUSED', 'Notes are needed');
        return { recordId: log.id };
      },
    },
  });
  softphone.on('call', ({ call }: { call: Call }) => console.log(call.id));
  return softphone;
};

export const start = async (server: string, password: string): Promise<void> => {
  const crm = await connectToCrm({ allowedOrigins: ['https://crm.example'] });
  const phone: Phone = sipPhone({ server, user: 'alice', password });
  const desktop = attachPhone(phone, crm);
  desktop.on('call', ({ call }) => console.log(call.context.e164));
  await crm.screenPop({ type: 'record', recordId: 'contact/17' });
  await desktop.dial({ number: '+4681234567' }).catch((error: unknown) => isCtiError(error) && console.log(error.code));
};

/** On a server, and on the page it serves. */
export const serve = (secret: string): Promise<Link> =>
  startLink({
    switch: createSimulator({ agents: [{ id: 'anna', extension: '101' }] }),
    gateway: { origins: ['https://phone.example'], tokens: { issuer: 'https://crm.example', audience: 'link', algorithms: ['HS256'], secret } },
  });
export const reach = (token: string): Phone => linkPhone({ url: ['wss://link.example/softphone', 'wss://link-2.example/softphone'], token });

export const others = [normalizeNumber, formatNumber, phoneContract, PROTOCOL_VERSIONS];

/** A CTI Server of Cisco's: as the link's phone system, or its messages as they are. */
export const ciscoSite = (host: string, password: string) =>
  createCiscoSwitch({ sides: [{ host, port: 42027 }], clientId: 'ringframe', password, peripheralId: 5_000, agents: [{ id: '1001' }] });

export const wallboard = (host: string, show: (agentId: string | undefined, state: string) => void): CiscoSession => {
  const session = connectCisco({ sides: [{ host, port: 42027 }], clientId: 'wallboard', services: ['allEvents'] });
  session.on('AGENT_STATE_EVENT', ({ agentId, agentState }) => show(agentId, agentStateOf(agentState).value));
  return session;
};

export const nameOfFrame = (frame: Uint8Array): string => decodeMessage(frame, { version: 15 }).name;
