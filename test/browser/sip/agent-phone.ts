/** The phone under test, with everything it told. */
import type { Call, CallEventName } from '../../../src/index.ts';
import type { CallEvent, CallQuality, Phone, PhoneStatus } from '../../../src/phone/index.ts';
import { type SipPhoneOptions, sipPhone } from '../../../src/phone/sip/index.ts';
import type { SipEnvironment } from './environment.ts';
import { agentOptions } from './rig.ts';
import { until } from './until.ts';

export interface AgentPhone {
  readonly phone: Phone;
  /** What plays the far end. */
  readonly element: HTMLAudioElement;
  readonly told: readonly { event: CallEvent; call: Call }[];
  readonly statuses: readonly PhoneStatus[];
  readonly qualities: readonly CallQuality[];
  call(id: string): Call | undefined;
  /** Resolves with the call that rings. */
  rings(): Promise<Call>;
  becomes(id: string, what: string, wanted: (call: Call) => boolean, withinMs?: number): Promise<Call>;
  /** Resolves with the call as it was when it was told as this. */
  hears(id: string, type: CallEventName, withinMs?: number): Promise<Call>;
  eventsOf(id: string): CallEventName[];
}

const running = new Set<Phone>();

export const makeAgent = (environment: SipEnvironment, options: Partial<SipPhoneOptions> = {}): AgentPhone => {
  const element = new Audio();
  const phone = sipPhone({ ...agentOptions(environment), audioElement: element, qualityIntervalMs: 500, ...options });
  running.add(phone);
  const told: { event: CallEvent; call: Call }[] = [];
  const statuses: PhoneStatus[] = [];
  const qualities: CallQuality[] = [];
  const answered = new Set<string>();
  phone.on('call', (event) => told.push(event));
  phone.on('status', (status) => statuses.push(status));
  phone.on('quality', (quality) => qualities.push(quality));
  const find = (id: string) => phone.calls.find((call) => call.id === id);
  return {
    phone,
    element,
    told,
    statuses,
    qualities,
    call: find,
    rings: async () => {
      const call = await until('the phone to ring', () => phone.calls.find(({ id, state }) => state === 'alerting' && !answered.has(id)));
      answered.add(call.id);
      return call;
    },
    becomes: (id, what, wanted, withinMs) =>
      until(
        what,
        () => {
          const call = find(id);
          return call && wanted(call) && call;
        },
        withinMs,
      ),
    hears: (id, type, withinMs) => until(type, () => told.find(({ event, call }) => call.id === id && event.type === type)?.call, withinMs),
    eventsOf: (id) => told.filter(({ event, call }) => call.id === id && event.type !== 'updated').map(({ event }) => event.type),
  };
};

export const connectAgent = async (environment: SipEnvironment, options: Partial<SipPhoneOptions> = {}): Promise<AgentPhone> => {
  const agent = makeAgent(environment, options);
  await agent.phone.connect();
  return agent;
};

/** For `afterEach`. */
export const disposeAgents = async (): Promise<void> => {
  const phones = [...running];
  running.clear();
  await Promise.all(phones.map((phone) => phone.dispose()));
};
