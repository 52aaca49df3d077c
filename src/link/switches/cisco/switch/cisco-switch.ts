/** Cisco's CTI Server as a switch of the link: every agent's line over one session of All Events and Client Control, supervisors over one more each. */

import type { LineSnapshot } from '../../../../phone/link/wire.ts';
import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError } from '../../../../protocol/error.ts';
import type { VendorEvent } from '../../../../protocol/vendor.ts';
import type { Switch, SwitchEvents, SwitchStatus } from '../../../switch.ts';
import { allEvents } from '../services/all-events.ts';
import { connectionMonitor } from '../services/connection-monitor.ts';
import type { FollowedLines } from '../services/follow-lines.ts';
import { miscellaneous } from '../services/miscellaneous.ts';
import { type CiscoSession, type CiscoStatus, connectCisco } from '../session/index.ts';
import { type AgentTold, agentTold } from './agent-told.ts';
import { createAssistances } from './assistances.ts';
import { createCallBook } from './call-book.ts';
import { callDataTranslation } from './call-data-names.ts';
import { checkedRequest } from './checked-request.ts';
import { createCommands, grantedCommands } from './commands.ts';
import { createEffects } from './effects.ts';
import { type Line, newLine } from './line.ts';
import { createLines, type LineEvent } from './lines.ts';
import { type CiscoSwitchOptions, checkSwitchOptions } from './options.ts';
import { createPeripherals } from './peripherals.ts';
import { openSupervisorSession, type SupervisorSession } from './supervisor-session.ts';
import { supervisorCommandNames } from './team-commands.ts';
import { createTeams } from './teams.ts';
import { createUnsureLines } from './unsure-lines.ts';
import { connectionAlarm, siteNotice, userMessage } from './vendor.ts';

const services = ['allEvents', 'clientControl', 'callDataUpdate'] as const;

/**
 * Made with `connectCisco`'s options and the agents it is for; connects on `start`. Route points are the peripheral's own, whose routing scripts
 * decide: `route` is never asked for, and resolves false.
 * @throws CtiError `INVALID_ARGUMENT` naming the options that are wrong: those of the switch at once, those of the session from `start`
 * @example
 * const link = await startLink({ switch: createCiscoSwitch({ sides, clientId: 'ringframe', password, peripheralId: 5_000, agents: [{ id: '1001' }] }), gateway });
 */
export const createCiscoSwitch = (all: CiscoSwitchOptions): Switch => {
  checkSwitchOptions(all);
  const { agents, name = 'cisco', reasons, callData, rejectTo, vendorRequests = [], connectionAlarms = false, ...options } = all;
  const emitter = createEmitter<SwitchEvents>();
  const idPrefix = `${name}-${Math.floor(Math.random() * 2 ** 32).toString(36)}`;
  const names = callDataTranslation(callData);
  const capabilities = grantedCommands(all);
  const forAgents = capabilities.filter((command) => !supervisorCommandNames.includes(command));
  const lines = new Map<string, Line>();
  const byAgentId = new Map<string, Line>();
  const byDevice = new Map<string, Line>();
  const sessions = new Map<Line, SupervisorSession>();
  const supervisors = agents.filter(({ supervises }) => supervises).map(({ id }) => id);
  let session: CiscoSession | undefined;
  let events: FollowedLines | undefined;
  let commands: ReturnType<typeof createCommands> | undefined;
  let status: SwitchStatus = { state: 'stopped' };

  const know = (line: Line): Line => {
    byAgentId.set(line.at.agentId ?? line.agentId, line);
    return line;
  };
  for (const agent of agents) lines.set(agent.id, know(newLine({ ...agent, reasons: agent.reasons ?? reasons })));

  const emit = ({ agentId, isOfLink }: Line, event: LineEvent): void => {
    if (isOfLink) emitter.emit('line', { agentId, event });
  };
  const tellAll = (vendorEvent: VendorEvent): void => {
    for (const line of lines.values()) emit(line, { type: 'vendorEvent', vendorEvent });
  };
  const setStatus = (next: SwitchStatus): void => {
    status = next;
    emitter.emit('status', next);
  };
  const effects = createEffects(() => status.state === 'up', options.requestTimeoutMs);
  const peripherals = createPeripherals();
  const teams = createTeams({
    tell: emit,
    onChange(supervisor, before) {
      assistances.regard(supervisor, before);
      // With the first agent of the team the supervisor is granted more, and with the last one less: a status tells.
      if ((before.length === 0) !== (teams.membersOf(supervisor).length === 0)) emitter.emit('status', status);
      effects.look();
    },
  });
  const book = createCallBook({ idPrefix, isDown: peripherals.isDown, versionOf: () => session?.grant?.version ?? 0, now: Date.now, namesOf: names.fromCisco });
  const snapshotOf = (line: Line): LineSnapshot => {
    const [team, assistance] = [teams.teamOf(line), assistances.of(line)];
    return { address: line.device ?? '', agent: line.agent, calls: [...line.calls], ...(team && { team }), ...(assistance && { assistance }) };
  };
  const recordsOf = (line: Line) => (line.device === undefined ? [] : book.at(line.device));
  const assistances = createAssistances({ teams, idPrefix, recordsOf, tell: emit, now: Date.now });
  const told = createLines({
    lines: () => byAgentId.values(),
    book,
    capabilities,
    agentAt: (device) => byDevice.get(device)?.agentId,
    tell(line, event) {
      emit(line, event.type === 'snapshot' ? { type: 'snapshot', snapshot: snapshotOf(line) } : event);
      teams.review(line);
    },
    now: Date.now,
  });
  const review = (line: Line): void => {
    told.review(line);
    assistances.review(line);
  };

  const reviewAt = (devices: Iterable<string>): void => {
    for (const line of new Set([...devices].flatMap((device) => byDevice.get(device) ?? []))) review(line);
  };

  const unsure = createUnsureLines((line) => void events?.add(line.at).catch(() => undefined));

  const setAgent = (line: Line, what: AgentTold): void => {
    const at = what.state === 'loggedOut' ? undefined : what.device;
    if (line.device !== at) {
      if (line.device !== undefined && byDevice.get(line.device) === line) byDevice.delete(line.device);
      if (at !== undefined) byDevice.set(at, line);
    }
    told.setAgent(line, at, agentTold(line, what, Date.now()));
    assistances.review(line);
    effects.look();
  };

  /** Agents of a team who are no agents of the link are followed for their supervisor. */
  const membersFrom = (agentIds: ReadonlySet<string>): Line[] =>
    [...agentIds].map((agentId) => {
      const known = byAgentId.get(agentId);
      if (known) return known;
      const line = know(newLine({ id: agentId, reasons, isOfLink: false }));
      void events?.add(line.at).catch(() => undefined);
      return line;
    });

  const follow = (mine: CiscoSession): void => {
    const followed = allEvents(mine, { lines: [...byAgentId.values()].map(({ at }) => at) });
    events = followed;
    followed.on('snapshot', ({ line: at, agent, calls }) => {
      const line = byAgentId.get(at.agentId ?? '');
      // What cannot be asked is as it was.
      if (!line || (options.peripheralId !== undefined && peripherals.isDown(options.peripheralId))) return;
      const wasUnsure = unsure.delete(line);
      const { agentInstrument, agentExtension } = agent?.confirmation ?? {};
      // Of who is logged out a server may say that it has none.
      const device = agentInstrument || agentExtension || undefined;
      book.replace(device === undefined ? [] : [device], calls);
      const state = agent?.state.value ?? 'loggedOut';
      // A snapshot has no reasons: who is what he was is so for the same one.
      const reason = line.agent.state === state && line.agent.reason !== undefined ? Number(line.agent.reason) : undefined;
      setAgent(line, { state, raw: agent?.state.raw ?? null, device, reason });
      if (status.state !== 'up') return;
      if (wasUnsure) reviewAt(book.settle(unsure.devices()));
      review(line);
    });
    followed.on('unknown', ({ line: at }) => {
      const line = byAgentId.get(at.agentId ?? '');
      if (line) unsure.add(line);
    });
    followed.on('agent', ({ event, state: { value, raw } }) => {
      const line = byAgentId.get(event.agentId ?? '');
      if (!line) return;
      const { eventReasonCode: reason, stateDuration: durationS, nextAgentState: next } = event;
      const device = event.agentInstrument || event.agentExtension || undefined;
      const former = value === 'loggedOut' ? undefined : byDevice.get(device ?? '');
      // Two are not at one phone: whoever was there before has left it, if nobody has said so.
      if (former && former !== line) setAgent(former, { state: 'loggedOut', raw: null, device: undefined });
      setAgent(line, { state: value, raw, device, reason, durationS, next });
    });
    followed.on('call', (event) => {
      const touched = book.apply(event);
      if (status.state === 'up') reviewAt(touched);
      effects.look();
    });
    // Before its calls are told to have ended, which most of them have not.
    mine.on('SYSTEM_EVENT', (event) => {
      if (!peripherals.heard(event)) return;
      book.lose(peripherals.isDown);
      if (status.state === 'up') for (const line of byAgentId.values()) review(line);
      effects.look();
    });
    const messages = miscellaneous(mine);
    messages.on('userMessage', (message) => {
      // What is for supervisors and teams comes by the supervisors' own sessions.
      if (message.to === 'supervisor' || message.to === 'team') return;
      tellAll(userMessage(message));
    });
    messages.on('system', ({ what, text }) => {
      if (what.value === 'text' && text) tellAll(siteNotice(text));
    });
    mine.on('status', onStatus);
    // Behind the status: whoever is told that it has closed knows already how the phone system stands.
    connectionMonitor(mine).on('alarm', (alarm) => tellAll(connectionAlarm(alarm)));
  };

  const onStatus = (next: CiscoStatus): void => {
    if (next.state === 'up') {
      const settled = book.settle(unsure.devices());
      const { partial } = next;
      if (status.state === 'up') reviewAt(settled);
      else for (const line of byAgentId.values()) review(line);
      setStatus({ state: 'up', ...(partial !== undefined && { partial }) });
    } else if (next.state === 'connecting') {
      // After a loss it is lost until it is up: one loss is told once.
      if (status.state === 'stopped') setStatus({ state: 'connecting', attempt: next.attempt });
    } else if (next.state === 'lost' || next.state === 'failed') {
      book.lose(() => true);
      peripherals.forget();
      unsure.clear();
      if (status.state === 'lost') return;
      setStatus({ state: 'lost', reason: next.state === 'lost' ? next.reason : next.error.message });
      told.markLost();
    }
    effects.look();
  };

  const openSupervisors = (): void => {
    for (const id of supervisors) {
      const line = lines.get(id);
      if (!line) continue;
      const opened = openSupervisorSession({
        options: { ...options, agentId: line.at.agentId },
        onTeam: (agentIds) => teams.set(line, membersFrom(agentIds)),
        onMessage(message) {
          if (message.to === 'supervisor' || message.to === 'team') emit(line, { type: 'vendorEvent', vendorEvent: userMessage(message) });
        },
      });
      sessions.set(line, opened);
    }
  };

  const requireUp = (): void => {
    if (!session || status.state !== 'up') throw new CtiError('NOT_CONNECTED', 'The phone system is not connected. Wait for the status `up`.');
  };
  const isNeededElsewhere: Parameters<typeof createCommands>[0]['isNeededElsewhere'] = (line, record) => {
    const isLive = (record.joined ?? record).parts.size > 0;
    const isWaitedFor = (other: Line): boolean => [...other.finished.values()].some((one) => one.record === record && !one.isWrappedUp);
    return isLive || [...lines.values()].some((other) => other !== line && isWaitedFor(other));
  };
  const capabilitiesOf = (agentId: string) => {
    const line = lines.get(agentId);
    return line && teams.membersOf(line).length > 0 ? capabilities : forAgents;
  };

  return {
    name,
    capabilities,
    capabilitiesOf,
    get status() {
      return status;
    },
    async start() {
      if (session) session.connect();
      else {
        session = connectCisco({ ...options, services: connectionAlarms ? [...services, 'connectionMonitor'] : services });
        commands = createCommands({
          ...{ session, allowed: vendorRequests, names, lines: told, rejectTo, teams, assistances, isNeededElsewhere },
          until: effects.until,
          effect: effects.effect,
          sessionOf: (supervisor) => sessions.get(supervisor),
          callIdsOf: (line) => new Set(recordsOf(line).map(({ callId }) => callId)),
        });
        follow(session);
      }
      await session.opened();
      if (sessions.size === 0) openSupervisors();
    },
    async stop() {
      const mine = session;
      session = undefined;
      if (!mine) return;
      if (status.state === 'up') told.markLost();
      book.lose(() => true);
      unsure.clear();
      setStatus({ state: 'stopped' });
      effects.look();
      const own = [...sessions.values()];
      sessions.clear();
      await Promise.all([mine.close(), ...own.map((one) => one.close())]);
    },
    snapshot(agentId) {
      const line = lines.get(agentId);
      return line && snapshotOf(line);
    },
    async execute(agentId, command, request, { signal } = {}) {
      await Promise.resolve();
      requireUp();
      const line = lines.get(agentId);
      if (!line) throw new CtiError('REFUSED', 'The phone system knows no such agent.', { details: { code: 'UNKNOWN_AGENT' } });
      const isGranted = (capabilities as readonly string[]).includes(command);
      const run = commands && isGranted ? commands[command as keyof typeof commands] : undefined;
      if (!run) throw new CtiError('NOT_SUPPORTED', `This phone system cannot ${command}. Its capabilities say what it can.`);
      // The request fits its command: it was checked against that command's own schema.
      return run(line, checkedRequest(command, request) as never, { signal }) as never;
    },
    async route() {
      requireUp();
      return false;
    },
    on: emitter.on,
  };
};
