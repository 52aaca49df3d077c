/** The Peripheral Monitor service: devices and calls monitored at run time. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { ConnectionDeviceIdType, DeviceIdType, type Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { everyAgentState, everyCallMessage } from '../tables/masks.ts';
import { type CiscoConnection, type CommandOptions, connectionFields, peripheralOf } from './connection.ts';
import { isRefusal } from './is-refusal.ts';
import { createMonitors, type Monitor, type MonitoredMessage, type MonitorKind } from './monitors.ts';
import { createOnceEach } from './once-each.ts';

/** What a monitor tells, as the guide's masks. Default all of the version's. */
export interface MonitorMasks {
  callMsgMask?: number | undefined;
  agentStateMask?: number | undefined;
}

export interface DeviceToMonitor extends MonitorMasks {
  deviceId: string;
  /** `DeviceIdType`. Default a device identifier, such as an extension. */
  deviceType?: number | undefined;
  peripheralId?: number | undefined;
}

export interface MaskedMonitor extends Monitor {
  /** Kept for the monitor that is made again. */
  setMasks(masks: MonitorMasks, options?: CommandOptions): Promise<void>;
}

export interface PeripheralMonitor {
  /** Goes on through every loss of the session until it is stopped. */
  monitorDevice(device: DeviceToMonitor, options?: CommandOptions): Promise<MaskedMonitor>;
  /** Ends with its call. */
  monitorCall(connection: CiscoConnection & MonitorMasks, options?: CommandOptions): Promise<MaskedMonitor>;
  /** Everything that any of the monitors tells, once each. */
  on(name: 'event', listener: (event: MonitoredMessage) => void): () => void;
  dispose(): void;
}

/** A call may be given another number, under which it has to be asked for from then on. */
const renamed = (connection: CiscoConnection, event: Message<'CALL_DATA_UPDATE_EVENT'>): CiscoConnection => {
  const { connectionCallId, newConnectionCallId, newConnectionDeviceIdType, newConnectionDeviceId } = event;
  if (connectionCallId !== connection.connectionCallId || newConnectionCallId === null || newConnectionCallId === connectionCallId) return connection;
  return { ...connection, connectionCallId: newConnectionCallId, connectionDeviceIdType: newConnectionDeviceIdType, connectionDeviceId: newConnectionDeviceId };
};

/**
 * @throws CtiError as rejections: those of `session.request`, `NOT_SUPPORTED` where the service was not granted
 * @example
 * const monitors = peripheralMonitor(session);
 * const monitor = await monitors.monitorDevice({ deviceId: '4001' });
 * monitor.on('event', (event) => { if (event.name === 'CALL_DELIVERED_EVENT') ring(event); });
 */
export const peripheralMonitor = (session: CiscoSession): PeripheralMonitor => {
  const monitors = createMonitors(session);
  const emitter = createEmitter<{ event: MonitoredMessage }>();
  const onceEach = createOnceEach();
  const off = session.on('status', ({ state }) => {
    if (state !== 'up' && state !== 'connecting') onceEach.clear();
  });

  const begin = async (
    whereNow: () => Omit<Parameters<typeof session.request<'MONITOR_START_REQ'>>[1], 'callMsgMask' | 'agentStateMask'>,
    wanted: MonitorMasks,
    options: CommandOptions | undefined,
    { isLast, tap }: { isLast?(event: MonitoredMessage): boolean; tap?(event: MonitoredMessage): void } = {},
  ): Promise<MaskedMonitor> => {
    let masks = wanted;
    const both = () => ({
      callMsgMask: masks.callMsgMask ?? everyCallMessage(session.grant?.version ?? 0),
      agentStateMask: masks.agentStateMask ?? everyAgentState,
    });
    const change = (monitorId: number, maskOptions?: CommandOptions) => session.request('CHANGE_MONITOR_MASK_REQ', { monitorId, ...both() }, maskOptions);
    let lastId: number | undefined;
    // Only the first attempt is the caller's to give up.
    let first: CommandOptions | undefined = options;
    const kind: MonitorKind = {
      async start(started) {
        const [mine, asked] = [first, masks];
        first = undefined;
        const { monitorId } = await session.request('MONITOR_START_REQ', { ...whereNow(), ...both() }, { ...mine, ...started });
        if (asked === masks) return;
        // Others were set while it was made. What is refused is not kept.
        await change(monitorId).catch(() => {
          masks = asked;
        });
      },
      stop: (monitorId) => session.request('MONITOR_STOP_REQ', { monitorId }),
      ...(isLast && { isLast }),
    };
    const monitor = await monitors.start(kind, (event) => {
      tap?.(event);
      lastId = event.monitorId;
      if (onceEach.isFirst(event)) emitter.emit('event', event);
    });
    monitor.on('ended', () => {
      if (lastId !== undefined) onceEach.forget(lastId);
    });
    return {
      get monitorId() {
        return monitor.monitorId;
      },
      on: monitor.on,
      stop: () => monitor.stop(),
      async setMasks(next, maskOptions) {
        const before = masks;
        const mine = { ...masks, ...next };
        masks = mine;
        const { monitorId } = monitor;
        if (monitorId === undefined) return;
        try {
          await change(monitorId, maskOptions);
        } catch (error) {
          if (isRefusal(error) && masks === mine) masks = before;
          throw error;
        }
      },
    };
  };

  return {
    monitorDevice: ({ deviceId, deviceType = DeviceIdType.DEVID_DEVICE_IDENTIFIER, peripheralId, ...masks }, options) =>
      begin(
        () => ({
          ...peripheralOf(session, { peripheralId }),
          // No call: the guide tells the two kinds of monitor apart by this.
          connectionCallId: 0,
          connectionDeviceIdType: ConnectionDeviceIdType.CONNECTION_ID_STATIC,
          connectionDeviceId: '',
          monitoredDeviceType: deviceType,
          monitoredDeviceId: deviceId,
        }),
        masks,
        options,
      ),
    monitorCall({ callMsgMask, agentStateMask, ...given }, options) {
      let connection: CiscoConnection = given;
      return begin(
        () => ({
          ...{ ...peripheralOf(session, connection), connectionDeviceId: '', ...connectionFields(connection) },
          ...{ monitoredDeviceType: null, monitoredDeviceId: '' },
        }),
        { callMsgMask, agentStateMask },
        options,
        {
          isLast: ({ name }) => name === 'END_CALL_EVENT',
          tap(event) {
            if (event.name === 'CALL_DATA_UPDATE_EVENT') connection = renamed(connection, event);
          },
        },
      );
    },
    on: emitter.on,
    dispose() {
      off();
      monitors.dispose();
      emitter.dispose();
    },
  };
};
