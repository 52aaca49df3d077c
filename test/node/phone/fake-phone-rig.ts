/** The rig that plays the far ends of a fake phone by its script. `wrap` puts something between the phone and its contract. */
import type { AgentReasons, Call, TeamMember } from '../../../src/index.ts';
import type { Phone } from '../../../src/phone/index.ts';
import {
  createFakePhone,
  type FakePhone,
  type FakePhoneOptions,
  type FarEndCall,
  type FarEndEnding,
  type FarEndName,
  type PhoneRig,
  rigAbilities,
} from '../../../src/testing/index.ts';

const numbers = { first: '+46812345601', second: '+46812345602', notFound: '+46812345603', refusesTransfer: '+46812345604' };

const logIn = { agentId: 'agent', password: 'a password', extension: '204' };
const vendorCommand = { command: { name: 'queueLength', params: { queue: 'sales' } }, answer: { waiting: 4, oldest: null } };
const mandatoryReasons: AgentReasons = {
  notReady: [{ code: 'LUNCH', label: 'Lunch' }],
  logOut: [{ code: 'HOME', label: 'Going home' }],
  wrapUp: [
    { code: 'SOLD', label: 'Sold' },
    { code: 'LATER', label: 'Call back' },
  ],
  mandatory: { notReady: true, logOut: true, wrapUp: true },
};

/** Whom each phone's agent supervises. */
const member: TeamMember = { agentId: 'member', name: 'Desk 301', address: '301', agent: { state: 'notReady', since: 1 }, calls: [] };

const signal = <Value>() => {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

/** Everything one fake phone's far ends see. */
const world = (phone: FakePhone) => {
  const { script } = phone;
  const arrived: Record<FarEndName, FarEndCall[]> = { first: [], second: [] };
  const asked: Record<FarEndName, ((call: FarEndCall) => void)[]> = { first: [], second: [] };
  const talking = signal<void>();

  const arrive = (by: FarEndName, call: FarEndCall) => {
    const asker = asked[by].shift();
    if (asker) asker(call);
    else arrived[by].push(call);
  };

  const farEnd = (callId: string, called: boolean, number: string): FarEndCall => {
    const over = signal<FarEndEnding>();
    let answered = false;
    let tones = '';
    const read: string[] = [];
    const shown: string[] = [];
    let held = false;
    /** The call this one was made part of. */
    let joined: string | undefined;
    const waits = new Set<() => void>();
    const until = (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds()) return;
          waits.delete(look);
          resolve();
        };
        waits.add(look);
        look();
      });
    script.onRequest((request) => {
      if (request.command === 'cancelConsult' && request.consultationCallId === callId) over.resolve(answered ? 'hungUp' : 'cancelled');
      if (request.command === 'conference' && request.consultationCallId === callId) joined = request.callId;
      if (request.command === 'dropParty' && request.number === number && (request.callId === joined || request.callId === callId)) over.resolve('hungUp');
      if (request.callId !== callId) return;
      if (request.command === 'answer') answered = true;
      if (request.command === 'sendDtmf') tones += request.digits;
      if (request.command === 'sendMessage') read.push(request.text ?? '');
      if (request.command === 'pushUrl') shown.push(request.url ?? '');
      if (request.command === 'hold') held = true;
      if (request.command === 'retrieve' || request.command === 'cancelConsult' || request.command === 'conference') held = false;
      if (request.command === 'reject') over.resolve(request.as ?? 'other');
      if (request.command === 'hangUp') over.resolve(answered || !called ? 'hungUp' : 'cancelled');
      for (const look of [...waits]) look();
    });
    return {
      async answer() {
        answered = true;
        script.farEndAnswers(callId);
      },
      async reject(as) {
        script.farEndRefuses(callId, as === 'busy' ? 'busy' : 'blocked');
      },
      async hangUp() {
        over.resolve('other');
        const conference = phone.calls.find(({ id, parties }) => parties && (id === joined || id === callId));
        if (conference) script.partyLeaves(conference.id, number);
        else script.farEndHangsUp(callId);
      },
      ended: () => over.promise,
      hold: async () => script.farEndHolds(callId),
      retrieve: async () => script.farEndRetrieves(callId),
      heldByPhone: (wanted) => until(() => held === wanted),
      write: async (text) => script.writes(callId, text),
      read: () => until(() => read.length > 0).then(() => read.shift() ?? ''),
      shown: () => until(() => shown.length > 0).then(() => shown[0] ?? ''),
      digits: (count) => until(() => tones.length >= count).then(() => tones.slice(0, count)),
    };
  };

  phone.on('call', ({ event, call }) => {
    if (event.type !== 'originated' || call.supervision) return;
    if (call.remote.number === numbers.notFound) return script.farEndRefuses(call.id, 'destNotObtainable');
    const by = call.remote.number === numbers.first ? 'first' : 'second';
    const far = farEnd(call.id, true, call.remote.number);
    // a turn later, as any network: whoever dialled knows its call before it rings
    setImmediate(() => {
      if (!phone.calls.some(({ id }) => id === call.id)) return;
      script.farEndRings(call.id);
      arrive(by, far);
    });
  });
  script.onRequest(({ command, number }) => {
    if (command === 'completeTransfer' || command === 'conference') talking.resolve();
    if (command !== 'blindTransfer' || number !== numbers.second) return;
    const transferred = farEnd('a call between the far ends', false, numbers.second);
    arrive('second', { ...transferred, answer: async () => talking.resolve() });
  });

  return {
    call(from: FarEndName, callType?: string): FarEndCall {
      return farEnd(script.ring({ number: numbers[from] }, callType === undefined ? {} : { callType }).id, false, numbers[from]);
    },
    received: (by: FarEndName): Promise<FarEndCall> => {
      const call = arrived[by].shift();
      return call ? Promise.resolve(call) : new Promise((resolve) => asked[by].push(resolve));
    },
    talking: talking.promise,
  };
};

export const createFakeRig = (options: FakePhoneOptions = {}, wrap: (phone: FakePhone) => Phone = (phone) => phone): PhoneRig => {
  const worlds = new Map<Phone, ReturnType<typeof world> & { fake: FakePhone }>();
  const of = (phone: Phone) => {
    const found = worlds.get(phone);
    if (!found) throw new Error('not a phone of this rig');
    return found;
  };
  return {
    capabilities: createFakePhone(options).capabilities,
    can: rigAbilities,
    numbers,
    logIn,
    wrongLogIn: { ...logIn, password: 'not the password' },
    createPhone(how) {
      const server = how?.with === 'wrongPassword' ? 'wrongPassword' : how?.with === 'unreachableServer' ? 'unreachable' : 'works';
      const fake = createFakePhone({
        agentPassword: logIn.password,
        team: [member],
        vendorAnswers: { [vendorCommand.command.name]: vendorCommand.answer },
        ...options,
        ...(how?.with === 'mandatoryReasons' && { reasons: mandatoryReasons }),
        server,
        refuses: ({ command, number }) => (command === 'blindTransfer' && number === numbers.refusesTransfer ? 'REFUSED' : undefined),
      });
      const phone = wrap(fake);
      worlds.set(phone, { ...world(fake), fake });
      return phone;
    },
    async call(phone, from) {
      return of(phone).call(from);
    },
    chat: async (phone, from) => of(phone).call(from, 'chat'),
    vendorCommand,
    async vendorEvent(phone, event) {
      of(phone).fake.script.vendorEvent(event);
    },
    async memberTalks(phone) {
      const call: Call = {
        id: 'a call of the member',
        direction: 'inbound',
        state: 'connected',
        remoteState: 'connected',
        remote: { number: numbers.first },
        createdAt: 1,
        establishedAt: 2,
        muted: false,
        signalling: 'up',
        actions: [],
        data: {},
      };
      of(phone).fake.script.team({ member: { ...member, agent: { state: 'busy', since: 2 }, calls: [call] } });
      return call.id;
    },
    memberCalls: async (phone) => of(phone).fake.team[0]?.calls ?? [],
    async memberAsks(phone, kind) {
      of(phone).fake.script.assistance({ id: 'help for the member', kind, state: 'asked', agentId: member.agentId, at: 3 });
    },
    async supervisorComes(phone) {
      const { script, assistance } = of(phone).fake;
      for (const asked of assistance) script.assistance({ ...asked, state: 'taken', takenBy: { number: '300' } });
    },
    received: (phone, by) => of(phone).received(by),
    farEndsTalk: (phone) => of(phone).talking,
    async loseSignalling(phone) {
      of(phone).fake.script.loseSignalling();
    },
    async restoreSignalling(phone) {
      of(phone).fake.script.restoreSignalling();
    },
    async tidy() {
      worlds.clear();
    },
  };
};
