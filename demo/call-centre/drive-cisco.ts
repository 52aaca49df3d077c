/**
 * Drives a simulated CTI Server as the switchboard drives the built-in phone system. What GED-188, or its simulator, does not have is
 * refused: chats, names of callers, an outside party who holds or hands on, routing by the link.
 */
import type { DrivenSwitch } from '../../src/link/api/routes/driven-switch.ts';
import { type CiscoSession, type CiscoSimulator, clientControl, miscellaneous } from '../../src/link/switches/cisco/index.ts';
import { CtiError } from '../../src/protocol/error.ts';
import type { PhoneCommandName, PhoneCommands } from '../../src/protocol/phone-commands.ts';
import type { VendorEvent } from '../../src/protocol/vendor.ts';
import { otherPhones } from './cisco-phones.ts';
import { type CiscoSiteNumbers, createCiscoState } from './cisco-state.ts';

export type CiscoDrive = Omit<DrivenSwitch, keyof import('../../src/link/switch.ts').Switch>;

/** A call variable of the protocol's; any other name is a named variable. */
const CALL_VARIABLE = /^callVariable(10|[1-9])$/;

const cannot = (what: string) => new CtiError('NOT_SUPPORTED', `A simulated CTI Server cannot ${what}.`);

const textOf = ({ data }: VendorEvent): string => {
  const text = typeof data === 'object' && data !== null && 'text' in data ? data.text : undefined;
  if (typeof text !== 'string' || text === '') throw new CtiError('INVALID_ARGUMENT', 'data.text is missing: what everybody is to read.');
  return text;
};

/** @param desk a second client of the server, for what agents do at their desks and no phone has a key for */
export const driveCisco = (simulator: CiscoSimulator, desk: CiscoSession, numbers: CiscoSiteNumbers): CiscoDrive => {
  const control = clientControl(desk);
  const messages = miscellaneous(desk);
  const stateOfAll = createCiscoState(simulator, numbers);
  const agentOf = (id: string) => {
    const agent = numbers.agents.find((one) => one.id === id);
    if (!agent) throw new CtiError('INVALID_ARGUMENT', 'There is no such agent.');
    return agent;
  };

  /** At a phone where no agent of the link works, so that the link takes it for somebody outside. False for any other number. */
  const atOther = (number: string | undefined, action: 'answer' | 'hangUp', callId: string): boolean => {
    const found = otherPhones.find((phone) => phone.number === number);
    if (found) simulator.atPhone(found.number)[action](Number(callId));
    return found !== undefined;
  };

  const atPhone = (id: string, name: PhoneCommandName, request: never): unknown => {
    const { agentId, extension } = agentOf(id);
    const phone = simulator.atPhone(extension);
    const who = { agentId, agentInstrument: extension };
    const { callId } = request as { callId?: string };
    const call = callId === undefined ? undefined : Number(callId);
    if (name === 'dial') return phone.dial((request as Parameters<PhoneCommands['dial']>[0]).number);
    if (name === 'answer' || name === 'hold' || name === 'retrieve' || name === 'hangUp') return phone[name](call);
    if (name === 'setAgentState') {
      const { state } = request as Parameters<PhoneCommands['setAgentState']>[0];
      return control.setState({ ...who, state });
    }
    if (name === 'logIn') return control.logIn(who);
    if (name === 'logOut') return control.logOut(who);
    throw cannot(`${name} at the desk phone`);
  };

  return {
    placeCall({ from, to, name, type, data = {}, patienceMs }) {
      if (type !== undefined && type !== 'phonecall') throw cannot('have calls of this type');
      if (name !== undefined) throw cannot('tell the name of a caller');
      const entries = Object.entries(data);
      const callId = simulator.placeCall({
        ...{ from, to, patienceMs },
        variables: Object.fromEntries(entries.filter(([key]) => CALL_VARIABLE.test(key))),
        named: entries.filter(([key]) => !CALL_VARIABLE.test(key)).map(([key, value]) => ({ name: key, value })),
      });
      return String(callId);
    },
    hangUpCaller: (callId, number) => atOther(number, 'hangUp', callId) || simulator.hangUpOutside(Number(callId), number),
    answerOutside: (callId, number) => atOther(number, 'answer', callId) || simulator.answerOutside(Number(callId), number),
    refuseOutside: (callId, _as, number) => atOther(number, 'hangUp', callId) || simulator.refuseOutside(Number(callId), number),
    dropCall: (callId) => simulator.dropCall(Number(callId)),
    holdOutside() {
      throw cannot('tell that the other side holds');
    },
    retrieveOutside() {
      throw cannot('tell that the other side holds');
    },
    writeOutside() {
      throw cannot('have chats');
    },
    transferOutside() {
      throw cannot('have the other side hand on a call');
    },
    redirect() {
      throw cannot('take a caller somewhere else: an agent can');
    },
    failRouting() {
      throw cannot('ask the link where calls go: its own scripts decide');
    },
    /** Both go to everybody, whoever's line it is. */
    vendorEvent(_agentId, event) {
      if (event.name === 'SYSTEM_EVENT') return simulator.sendText(textOf(event));
      if (event.name === 'USER_MESSAGE_EVENT') return messages.sendMessage({ to: 'all', text: textOf(event) });
      throw cannot('tell events that GED-188 has no name for');
    },
    atPhone,
    /** Both sides: one alone is taken over by the other in no time. */
    failLink() {
      void simulator.takeSideDown('a').then(() => simulator.takeSideDown('b'));
    },
    restoreLink() {
      void simulator.bringSideUp('a').then(() => simulator.bringSideUp('b'));
    },
    snapshotAll: stateOfAll,
    // It keeps them with their calls, as CallWrapupData.
    wrapUps: [],
  };
};
