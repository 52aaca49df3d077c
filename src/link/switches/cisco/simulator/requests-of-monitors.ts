/** Monitors of devices, calls and sessions: the peripheral monitor and client monitor services. */
import { AgentStateMask } from '../codec/index.ts';
import { identityAt } from './call-messages.ts';
import type { Client, Monitor } from './client.ts';
import { ALL_CALL_EVENTS } from './client-sessions.ts';
import type { Feed } from './feeds.ts';
import type { Handlers } from './handlers.ts';
import { MAX_MONITORS } from './limits.ts';
import { refused } from './refusal.ts';
import { findCall } from './request-rules.ts';
import type { Server } from './server.ts';

const ALL_AGENT_STATES = Object.values(AgentStateMask).reduce<number>((mask, bit) => mask | bit, 0);

/** @throws Refusal when there is one for the same subject already, or too many */
export const addMonitor = (client: Client, monitor: Monitor, exists: Parameters<typeof refused>[0]): Monitor => {
  for (const { subject, kind } of client.monitors.values()) if (subject === monitor.subject && kind === monitor.kind) throw refused(exists);
  if (client.monitors.size >= MAX_MONITORS) throw refused('E_CTI_UNSPECIFIED_FAILURE');
  client.monitors.set(monitor.id, monitor);
  return monitor;
};

const requireMonitor = (client: Client, id: number, ...kinds: readonly Monitor['kind'][]): Monitor => {
  const monitor = client.monitors.get(id);
  if (!monitor || !kinds.includes(monitor.kind)) throw refused('E_CTI_INVALID_MONITORID');
  return monitor;
};

export const stopMonitor = (client: Client, id: number, ...kinds: readonly Monitor['kind'][]): void => {
  const { stop } = requireMonitor(client, id, ...kinds);
  client.monitors.delete(id);
  stop();
};

const requireMasks = (callMsgMask: number, agentStateMask: number): void => {
  if (callMsgMask & ~ALL_CALL_EVENTS) throw refused('E_CTI_INVALID_CALL_MSG_MASK');
  if (agentStateMask & ~ALL_AGENT_STATES) throw refused('E_CTI_INVALID_AGENT_STATE_MASK');
};

export const monitorRequests = (server: Server): Handlers => {
  const { world, sessions } = server;
  const { site, feeds, telephony } = world;

  const feedFor = (client: Client, callMask: number, agentMask: number): Feed => ({ listener: client, monitorId: server.nextMonitorId(), callMask, agentMask });

  const monitorDevice = (client: Client, deviceId: string, callMask: number, agentMask: number): Monitor => {
    const device = site.devices.get(deviceId);
    if (!device) throw refused('E_CTI_INVALID_DEVICE');
    const feed = feedFor(client, callMask, agentMask);
    const stop = (): void => void device.feeds.delete(feed);
    const monitor = addMonitor(client, { id: feed.monitorId, subject: device, feed, kind: 'device', stop }, 'E_CTI_MONITOR_ALREADY_EXISTS');
    device.feeds.add(feed);
    for (const { call } of device.connections) feeds.tellOne(feed, telephony.messages.began(call, identityAt(device)));
    return monitor;
  };

  const monitorCall = (client: Client, callId: number, callMask: number, agentMask: number): Monitor => {
    const call = findCall(world, callId);
    if (!call) throw refused('E_CTI_INVALID_CALLID');
    const feed: Feed = { ...feedFor(client, callMask, agentMask), onOver: () => void client.monitors.delete(feed.monitorId) };
    const stop = (): void => void call.feeds.delete(feed);
    const monitor = addMonitor(client, { id: feed.monitorId, subject: call, feed, kind: 'call', stop }, 'E_CTI_MONITOR_ALREADY_EXISTS');
    call.feeds.add(feed);
    feeds.tellOne(feed, telephony.messages.began(call, call.identity));
    return monitor;
  };

  return {
    MONITOR_START_REQ: {
      services: ['PERIPHERAL_MONITOR'],
      run(client, request) {
        const { connectionCallId, callMsgMask, agentStateMask, connectionDeviceId = '', monitoredDeviceId = '', invokeId } = request;
        requireMasks(callMsgMask, agentStateMask);
        const isCall = connectionCallId !== null && connectionCallId !== 0;
        const isDevice = monitoredDeviceId !== '';
        if (isCall && isDevice) throw refused('E_CTI_MUTUALLY_EXCLUS_DEVICEID_TYPES');
        if (!isCall && !isDevice) throw refused('E_CTI_REQUIRED_DATA_MISSING');
        if (isCall && connectionDeviceId !== '' && !findCall(world, connectionCallId)?.connections.some(({ id }) => id.device === connectionDeviceId))
          throw refused('E_CTI_INVALID_CALLID');
        const at = isCall
          ? monitorCall(client, connectionCallId, callMsgMask, agentStateMask)
          : monitorDevice(client, monitoredDeviceId, callMsgMask, agentStateMask);
        return { messageType: 'MONITOR_START_CONF', invokeId, monitorId: at.id };
      },
    },
    MONITOR_STOP_REQ: {
      services: ['PERIPHERAL_MONITOR'],
      run(client, { invokeId, monitorId }) {
        stopMonitor(client, monitorId, 'device', 'call');
        return { messageType: 'MONITOR_STOP_CONF', invokeId };
      },
    },
    CHANGE_MONITOR_MASK_REQ: {
      services: ['PERIPHERAL_MONITOR'],
      run(client, { invokeId, monitorId, callMsgMask, agentStateMask }) {
        const { feed } = requireMonitor(client, monitorId, 'device', 'call');
        if (!feed) throw refused('E_CTI_INVALID_MONITORID');
        requireMasks(callMsgMask, agentStateMask);
        feed.callMask = callMsgMask;
        feed.agentMask = agentStateMask;
        return { messageType: 'CHANGE_MONITOR_MASK_CONF', invokeId };
      },
    },
    SESSION_MONITOR_START_REQ: {
      services: ['CLIENT_MONITOR'],
      run(client, { invokeId, sessionId }) {
        const other = sessions.open.get(sessionId);
        if (!other) throw refused('E_CTI_CLIENT_NOT_FOUND');
        // A session that hears what it hears hears it for ever; so would two that listen to each other.
        if (other === client || reaches(client, other)) throw refused('E_CTI_SESSION_MONITOR_IS_CLIENTS');
        const id = server.nextMonitorId();
        const stop = (): void => void other.watchers.delete(id);
        addMonitor(client, { id, subject: other, feed: undefined, kind: 'session', stop }, 'E_CTI_SESSION_MONITOR_ALREADY_EXISTS');
        other.watchers.set(id, client);
        return { messageType: 'SESSION_MONITOR_START_CONF', invokeId, monitorId: id };
      },
    },
    SESSION_MONITOR_STOP_REQ: {
      services: ['CLIENT_MONITOR'],
      run(client, { invokeId, monitorId }) {
        stopMonitor(client, monitorId, 'session');
        return { messageType: 'SESSION_MONITOR_STOP_CONF', invokeId };
      },
    },
  };
};

/** What `from` hears gets to `to`, by monitors of monitors. */
const reaches = (from: Client, to: Client, seen = new Set<Client>()): boolean => {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...from.watchers.values()].some((watcher) => reaches(watcher, to, seen));
};
