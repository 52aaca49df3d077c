/** SYSTEM_EVENT: what concerns everybody. */
import { DeviceIdType, type EncodableMessage, SystemEvent } from '../codec/index.ts';
import type { Device } from './model.ts';
import type { Server } from './server.ts';

export const systemEvent = (
  { pg, world }: Pick<Server, 'pg' | 'world'>,
  event: keyof typeof SystemEvent,
  argument = 0,
  { text, device }: { text?: string | undefined; device?: Device | undefined } = {},
): EncodableMessage<'SYSTEM_EVENT'> => ({
  messageType: 'SYSTEM_EVENT',
  pgStatus: pg.status,
  icmCentralControllerTime: Math.floor(world.turns.now() / 1000),
  systemEventId: SystemEvent[event],
  systemEventArg1: argument,
  systemEventArg2: 0,
  systemEventArg3: 0,
  eventDeviceType: device ? DeviceIdType.DEVID_DEVICE_IDENTIFIER : DeviceIdType.DEVID_NONE,
  ...(text !== undefined && { text }),
  ...(device && { eventDeviceId: device.id, text: device.id }),
});
