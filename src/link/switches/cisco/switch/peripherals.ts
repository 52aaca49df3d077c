/**
 * Which parts of the phone system tell nothing for now. A CTI Server whose peripheral is gone ends all of its calls at once, though people go on talking
 * (guide, PG status): what it said last is neither true nor false then, until it can be asked again.
 */
import { type Message, PgStatus } from '../codec/index.ts';
import { systemEventOf } from '../tables/system-event.ts';

export interface Peripherals {
  /** @returns whether something is gone that was there before */
  heard(event: Message<'SYSTEM_EVENT'>): boolean;
  /** Whether nothing is told of it; of a call that says nothing of its peripheral, whether that may be so. */
  isDown(peripheralId: number | null | undefined): boolean;
  /** A new session tells all of it anew. */
  forget(): void;
}

/** A site has a handful; a server that invents more is not remembered. */
const MAX_OFFLINE_PERIPHERALS = 1_000;

export const createPeripherals = (): Peripherals => {
  const offline = new Set<number>();
  let isControllerDown = false;

  return {
    heard({ systemEventId, systemEventArg1: peripheralId, pgStatus }) {
      const [before, wasControllerDown] = [offline.size, isControllerDown];
      isControllerDown = (pgStatus & PgStatus.PGS_OPC_DOWN) !== 0;
      const { value } = systemEventOf(systemEventId);
      if (value === 'peripheralOnline') offline.delete(peripheralId);
      if (value === 'peripheralOffline' && offline.size < MAX_OFFLINE_PERIPHERALS) offline.add(peripheralId);
      return offline.size > before || (isControllerDown && !wasControllerDown);
    },
    isDown: (peripheralId) => isControllerDown || (typeof peripheralId === 'number' ? offline.has(peripheralId) : offline.size > 0),
    forget() {
      offline.clear();
      isControllerDown = false;
    },
  };
};
