/** The Peripheral Monitor service: devices and calls monitored at run time. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { ConnectionDeviceIdType, DeviceIdType } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { everyAgentState, everyCallMessage } from '../tables/masks.ts';
import { type CiscoConnection, type CommandOptions, connectionFields, peripheralOf } from './connection.ts';
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
  const isFirst = createOnceEach();

  const begin = async (
    where: Omit<Parameters<typeof session.request<'MONITOR_START_REQ'>>[1], 'callMsgMask' | 'agentStateMask'>,
    wanted: MonitorMasks,
    options: CommandOptions | undefined,
    isLast?: (event: MonitoredMessage) => boolean,
  ): Promise<MaskedMonitor> => {
    let masks = wanted;
    const both = () => ({
      callMsgMask: masks.callMsgMask ?? everyCallMessage(session.grant?.version ?? 0),
      agentStateMask: masks.agentStateMask ?? everyAgentState,
    });
    // Only the first attempt is the caller's to give up.
    let first: CommandOptions | undefined = options;
    const kind: MonitorKind = {
      start: (started) => {
        const mine = first;
        first = undefined;
        return session.request('MONITOR_START_REQ', { ...where, ...both() }, { ...mine, answered: ({ monitorId }) => started(monitorId) });
      },
      stop: (monitorId) => session.request('MONITOR_STOP_REQ', { monitorId }),
      ...(isLast && { isLast }),
    };
    const monitor = await monitors.start(kind, (event) => {
      if (isFirst(event)) emitter.emit('event', event);
    });
    return {
      get monitorId() {
        return monitor.monitorId;
      },
      on: monitor.on,
      stop: () => monitor.stop(),
      async setMasks(next, maskOptions) {
        masks = { ...masks, ...next };
        const { monitorId } = monitor;
        if (monitorId !== undefined) await session.request('CHANGE_MONITOR_MASK_REQ', { monitorId, ...both() }, maskOptions);
      },
    };
  };

  return {
    monitorDevice: ({ deviceId, deviceType = DeviceIdType.DEVID_DEVICE_IDENTIFIER, peripheralId, ...masks }, options) =>
      begin(
        {
          ...peripheralOf(session, { peripheralId }),
          // No call: the guide tells the two kinds of monitor apart by this.
          connectionCallId: 0,
          connectionDeviceIdType: ConnectionDeviceIdType.CONNECTION_ID_STATIC,
          connectionDeviceId: '',
          monitoredDeviceType: deviceType,
          monitoredDeviceId: deviceId,
        },
        masks,
        options,
      ),
    monitorCall: ({ callMsgMask, agentStateMask, ...connection }, options) =>
      begin(
        { ...peripheralOf(session, connection), connectionDeviceId: '', ...connectionFields(connection), monitoredDeviceType: null, monitoredDeviceId: '' },
        { callMsgMask, agentStateMask },
        options,
        ({ name }) => name === 'END_CALL_EVENT',
      ),
    on: emitter.on,
    dispose() {
      monitors.dispose();
      emitter.dispose();
    },
  };
};
