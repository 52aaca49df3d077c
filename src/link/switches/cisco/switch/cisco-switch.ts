/** Cisco's CTI Server as a switch of the link: every agent's line over one session of All Events and Client Control. */
import type { AgentState } from '../../../../protocol/agent.ts';
import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError } from '../../../../protocol/error.ts';
import type { Switch, SwitchEvents, SwitchStatus } from '../../../switch.ts';
import { allEvents } from '../services/all-events.ts';
import { callDataUpdate } from '../services/call-data-update.ts';
import { clientControl } from '../services/client-control.ts';
import type { CiscoAgent } from '../services/connection.ts';
import { type CiscoOptions, type CiscoSession, type CiscoStatus, connectCisco } from '../session/index.ts';
import { createCallBook } from './call-book.ts';
import { checkedRequest, ciscoCommands, createCommands } from './commands.ts';
import { createLines, type Line } from './lines.ts';

export interface CiscoSwitchAgent {
  /** The agent of the link. */
  id: string;
  /** The agent's login id at the CTI Server. Default `id`. */
  agentId?: string | undefined;
  /** Where the agent works, when `logIn` names no extension. */
  instrument?: string | undefined;
}

export interface CiscoSwitchOptions extends Omit<CiscoOptions, 'services' | 'agentId' | 'agentExtension' | 'agentInstrument'> {
  agents: readonly CiscoSwitchAgent[];
  /** Default `cisco`. */
  name?: string | undefined;
}

/** Events that a command led to come within moments of its confirmation; what has not come by then is not waited for. */
const EFFECT_TIMEOUT_MS = 3_000;

const services = ['allEvents', 'clientControl', 'callDataUpdate'] as const;

/**
 * Made with `connectCisco`'s options and the agents it is for; connects on `start`.
 * @throws CtiError `INVALID_ARGUMENT` naming the options that are wrong, from `start`
 * @example
 * const link = await startLink({ switch: createCiscoSwitch({ sides, clientId: 'ringframe', password, peripheralId: 5_000, agents: [{ id: '1001' }] }), gateway });
 */
export const createCiscoSwitch = ({ agents, name = 'cisco', ...options }: CiscoSwitchOptions): Switch => {
  const emitter = createEmitter<SwitchEvents>();
  const idPrefix = `${name}-${Math.floor(Math.random() * 2 ** 32).toString(36)}`;
  const looks = new Set<() => void>();
  const lines = new Map<string, Line>();
  const byAgentId = new Map<string, Line>();
  const byDevice = new Map<string, Line>();
  let session: CiscoSession | undefined;
  let status: SwitchStatus = { state: 'stopped' };

  for (const { id, agentId = id, instrument } of agents) {
    const at: CiscoAgent = { agentId, ...(instrument !== undefined && { agentInstrument: instrument }) };
    const line: Line = {
      agentId: id,
      at,
      device: undefined,
      agent: { state: 'loggedOut', since: Date.now() },
      calls: [],
      ids: new Map(),
      left: new WeakMap(),
      recent: new Map(),
    };
    lines.set(id, line);
    byAgentId.set(agentId, line);
  }

  const book = createCallBook(idPrefix, () => session?.grant?.version ?? 0, Date.now);
  const told = createLines({
    lines: lines.values(),
    book,
    capabilities: ciscoCommands,
    tell: ({ agentId }, event) => emitter.emit('line', { agentId, event }),
    now: Date.now,
  });
  const look = (): void => {
    for (const one of [...looks]) one();
  };
  const setStatus = (next: SwitchStatus): void => {
    status = next;
    emitter.emit('status', next);
  };

  const setAgent = (line: Line, state: AgentState, device: string | undefined, reason: number | undefined, durationS = 0): void => {
    const at = state === 'loggedOut' ? undefined : device;
    if (line.device !== at) {
      if (line.device !== undefined) byDevice.delete(line.device);
      if (at !== undefined) byDevice.set(at, line);
    }
    const isReason = reason !== undefined && reason !== 0 && (state === 'notReady' || state === 'loggedOut');
    told.setAgent(line, at, { state, since: Date.now() - durationS * 1_000, ...(isReason && { reason: String(reason) }) });
    look();
  };

  const follow = (mine: CiscoSession): void => {
    const events = allEvents(mine, { lines: [...lines.values()].map(({ at }) => at) });
    events.on('snapshot', ({ line: at, agent, calls }) => {
      const line = byAgentId.get(at.agentId ?? '');
      if (!line) return;
      const { agentInstrument, agentExtension } = agent?.confirmation ?? {};
      const device = agentInstrument ?? agentExtension;
      book.replace(device === undefined ? [] : [device], calls);
      setAgent(line, agent?.state.value ?? 'loggedOut', device, undefined);
    });
    events.on('agent', ({ event, state }) => {
      const line = byAgentId.get(event.agentId ?? '');
      if (line) setAgent(line, state.value, event.agentInstrument ?? event.agentExtension, event.eventReasonCode, event.stateDuration);
    });
    events.on('call', (event) => {
      for (const device of book.apply(event)) {
        const line = byDevice.get(device);
        if (line && status.state === 'up') told.review(line);
      }
      look();
    });
    mine.on('status', onStatus);
  };

  const onStatus = (next: CiscoStatus): void => {
    if (next.state === 'up') {
      book.settle();
      const { partial } = next;
      const isNew = status.state !== 'up';
      if (isNew) for (const line of lines.values()) told.review(line);
      setStatus({ state: 'up', ...(partial !== undefined && { partial }) });
    } else if (next.state === 'connecting') {
      // After a loss it is lost until it is up: one loss is told once.
      if (status.state === 'stopped') setStatus({ state: 'connecting', attempt: next.attempt });
    } else if (next.state === 'lost' || next.state === 'failed') {
      if (status.state === 'lost') return;
      book.lose();
      setStatus({ state: 'lost', reason: next.state === 'lost' ? next.reason : next.error.message });
      told.markLost();
    }
    look();
  };

  const requireUp = (): CiscoSession => {
    if (session && status.state === 'up') return session;
    throw new CtiError('NOT_CONNECTED', 'The phone system is not connected. Wait for the status `up`.');
  };
  const until = (_line: Line, holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        looks.delete(attempt);
        clearTimeout(late);
        resolve();
      };
      const attempt = (): void => {
        if (holds() || status.state !== 'up') end();
      };
      const late = setTimeout(end, EFFECT_TIMEOUT_MS);
      looks.add(attempt);
      attempt();
    });

  let commands: ReturnType<typeof createCommands> | undefined;

  return {
    name,
    capabilities: ciscoCommands,
    get status() {
      return status;
    },
    async start() {
      if (session) {
        session.connect();
        await session.opened();
        return;
      }
      session = connectCisco({ ...options, services });
      commands = createCommands({ control: clientControl(session), data: callDataUpdate(session), lines: told, until });
      follow(session);
      await session.opened();
    },
    async stop() {
      const mine = session;
      session = undefined;
      if (!mine) return;
      if (status.state === 'up') told.markLost();
      book.lose();
      setStatus({ state: 'stopped' });
      look();
      await mine.close();
    },
    snapshot(agentId) {
      const line = lines.get(agentId);
      return line && { address: line.device ?? '', agent: line.agent, calls: [...line.calls] };
    },
    async execute(agentId, command, request, { signal } = {}) {
      await Promise.resolve();
      requireUp();
      const line = lines.get(agentId);
      if (!line) throw new CtiError('REFUSED', 'The phone system knows no such agent.', { details: { code: 'UNKNOWN_AGENT' } });
      const run = commands && Object.hasOwn(commands, command) ? commands[command as keyof typeof commands] : undefined;
      if (!run) throw new CtiError('NOT_SUPPORTED', `This phone system cannot ${command}. Its capabilities say what it can.`);
      // The request fits its command: it was checked against that command's own schema.
      return run(line, checkedRequest(command, request) as never, { signal }) as never;
    },
    async route() {
      requireUp();
      // Route points are the peripheral's own: its routing scripts decide.
      return false;
    },
    on: emitter.on,
  };
};
