/** How the phone system behind the CTI Server stands: what is down, in one sentence. */
import type { Message } from '../codec/index.ts';
import { pgStatusTexts, systemEventOf } from '../tables/system-event.ts';

export interface Standing {
  /** Undefined while everything works. */
  readonly partial: string | undefined;
  opened(confirmation: Message<'OPEN_CONF'>, peripheralId: number | undefined): void;
  /** @returns whether something that was down may be back, so that what is known has to be looked up again */
  heard(event: Message<'SYSTEM_EVENT'>): boolean;
}

/** A site has a handful; a server that invents more is not remembered. */
const MAX_OFFLINE_PERIPHERALS = 1_000;

export const createStanding = (): Standing => {
  let pgStatus = 0;
  const offline = new Set<number>();
  const textOf = (): string | undefined => {
    const texts = [...pgStatusTexts(pgStatus), ...[...offline].map((peripheralId) => `peripheral ${peripheralId} is off-line`)];
    return texts.length > 0 ? texts.join('; ') : undefined;
  };

  return {
    get partial() {
      return textOf();
    },
    opened(confirmation, peripheralId) {
      pgStatus = confirmation.pgStatus;
      offline.clear();
      // Without a peripheral of its own a session's answer says nothing of one.
      if (peripheralId !== undefined && !confirmation.peripheralOnline) offline.add(peripheralId);
    },
    heard(event) {
      const before = textOf();
      pgStatus = event.pgStatus;
      const { value } = systemEventOf(event.systemEventId);
      if (value === 'peripheralOnline') offline.delete(event.systemEventArg1);
      if (value === 'peripheralOffline' && offline.size < MAX_OFFLINE_PERIPHERALS) offline.add(event.systemEventArg1);
      const after = textOf();
      return before !== undefined && before !== after && value !== 'peripheralOffline';
    },
  };
};
