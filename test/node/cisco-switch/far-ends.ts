/** The two people outside of the phone contract, at a simulated CTI Server: what they do there, and what another client sees become of their calls. */
import { type CiscoSession, connectCisco, EventCause, type Message } from '../../../src/link/switches/cisco/index.ts';
import type { CiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import type { FarEndCall, FarEndEnding, FarEndName } from '../../../src/testing/index.ts';

export const numbers = { first: '46812345601', second: '46812345602', notFound: '46812345603' };
const ends: readonly FarEndName[] = ['first', 'second'];

export interface FarEnds {
  call(from: FarEndName, to: string): FarEndCall;
  received(by: FarEndName): Promise<FarEndCall>;
  talk(): Promise<void>;
  tidy(): void;
  stop(): Promise<void>;
}

/** What has become of somebody's latest call, by the events of the CTI Server. */
interface Story {
  isCaller: boolean;
  wasAnswered: boolean;
  wasBusy: boolean;
  digits: string;
}

const newStory = (isCaller: boolean): Story => ({ isCaller, wasAnswered: false, wasBusy: false, digits: '' });

export const createFarEnds = async (simulator: CiscoSimulator): Promise<FarEnds> => {
  const session: CiscoSession = connectCisco({
    sides: [{ host: simulator.host, port: simulator.ports.a }],
    clientId: 'observer',
    services: ['allEvents'],
  });
  await session.opened();
  const stories: Record<FarEndName, Story> = { first: newStory(false), second: newStory(false) };
  const arrived: Record<FarEndName, number> = { first: 0, second: 0 };
  const looks = new Set<() => void>();
  const until = <Found>(find: () => Found | undefined | false): Promise<Found> =>
    new Promise((resolve) => {
      const attempt = () => {
        const found = find();
        if (found === undefined || found === false) return;
        looks.delete(attempt);
        resolve(found);
      };
      looks.add(attempt);
      attempt();
    });
  const partsOf = (number: string) =>
    simulator
      .state()
      .calls.flatMap(({ callId, parties }) => parties.filter((party) => party.number === number).map(({ state }) => ({ callId, state, parties })));
  const callOf = (by: FarEndName): number => partsOf(numbers[by])[0]?.callId ?? 0;

  const about = (number: string | undefined) => ends.find((by) => numbers[by] === number);
  const rings = ({ alertingDeviceId }: Message<'CALL_DELIVERED_EVENT'>): void => {
    const by = about(alertingDeviceId);
    if (!by) return;
    stories[by] = newStory(false);
    arrived[by] += 1;
  };
  session.on('message', (message) => {
    if (message.name === 'CALL_DELIVERED_EVENT') rings(message);
    if (message.name === 'CALL_ESTABLISHED_EVENT')
      for (const by of ends) if (partsOf(numbers[by]).some(({ callId }) => callId === message.connectionCallId)) stories[by].wasAnswered = true;
    if (message.name === 'CALL_FAILED_EVENT' && message.eventCause === EventCause.CEC_BUSY)
      for (const by of ends) if (stories[by].isCaller && !stories[by].wasAnswered) stories[by].wasBusy = true;
    for (const look of [...looks]) look();
  });
  simulator.on('digits', ({ number, digits }) => {
    const by = about(number);
    if (by) stories[by].digits += digits;
    for (const look of [...looks]) look();
  });

  const endingOf = ({ wasAnswered, wasBusy, isCaller }: Story): FarEndEnding => (wasAnswered ? 'hungUp' : wasBusy ? 'busy' : isCaller ? 'other' : 'cancelled');

  const farEnd = (by: FarEndName): FarEndCall => ({
    answer: async () => simulator.answerOutside(callOf(by), numbers[by]),
    reject: async () => simulator.refuseOutside(callOf(by), numbers[by]),
    hangUp: async () => {
      const [part] = partsOf(numbers[by]);
      if (part?.state === 'LCS_ALERTING') simulator.refuseOutside(part.callId, numbers[by]);
      else simulator.hangUpOutside(part?.callId ?? 0, numbers[by]);
    },
    ended: () => until(() => partsOf(numbers[by]).length === 0 && endingOf(stories[by])),
    heldByPhone: (held) =>
      until(() => partsOf(numbers[by])[0]?.parties.some(({ isDevice, state }) => isDevice && (state === 'LCS_HOLD') === held)).then(() => undefined),
    digits: (count) => until(() => stories[by].digits.length >= count && stories[by].digits.slice(0, count)),
  });

  return {
    call(from, to) {
      stories[from] = newStory(true);
      simulator.placeCall({ from: numbers[from], to });
      return farEnd(from);
    },
    async received(by) {
      await until(() => arrived[by] > 0);
      arrived[by] -= 1;
      return farEnd(by);
    },
    talk: () =>
      until(() => {
        const [first, second] = ends.map((by) => partsOf(numbers[by]).find(({ state }) => state === 'LCS_CONNECT')?.callId);
        return first !== undefined && first === second;
      }).then(() => undefined),
    tidy() {
      for (const { callId } of simulator.state().calls) simulator.dropCall(callId);
      for (const by of ends) arrived[by] = 0;
      looks.clear();
    },
    stop: () => session.close(),
  };
};
