/** Every cap of the codec, in bytes unless it says otherwise, with its source: Cisco's CTI Server Message Reference Guide (GED-188). */

/** Protocol versions whose layouts are known: 13 is Unified ICM 7, 15 is Unified CCE 8.5, 25 is Unified CCE 15. */
export const OLDEST_VERSION = 13;
export const NEWEST_VERSION = 25;

/** From this version on a floating field's tag and length take two bytes each; before it, one. */
export const FIRST_WIDE_VERSION = 20;

/** MessageLength and MessageType. The length counts what follows these eight bytes. */
export const HEADER_BYTES = 8;

/** Largest message the guide lets a side send, header included. */
export const maxSentBytes = (version: number): number => (version < FIRST_WIDE_VERSION ? 4_329 : 12_500);

/**
 * Largest message taken from a peer, header included. Above the guide's maximum for every version: a server that writes a little
 * more than its version allows must not be cut off in a circle, and 16 KiB a connection costs nothing.
 */
export const MAX_RECEIVED_BYTES = 16_384;

/** Expanded call context: a name and a value (without their NULs), and all variables and array elements of one message together. */
export const MAX_NAMED_NAME_BYTES = 32;
export const MAX_NAMED_VALUE_BYTES = 210;
export const MAX_NAMED_BYTES_PER_MESSAGE = 2_000;

/** Text that stands for a port, with its NUL: as long as an agent's extension. */
export const MAX_PORT_TEXT_BYTES = 16;
/** Characters of a text that, with its NUL, is as long as the number: it could not be told from one. */
export const PORT_AMBIGUOUS_LENGTH = 3;

/** Entries a list may have when it is sent, by its name in the message. */
export const MAX_LIST_ENTRIES: Readonly<Record<string, number>> = {
  ctiClients: 16,
  parties: 16,
  callDevices: 16,
  calls: 16,
  skillGroups: 20,
  fltSkillGroups: 99,
  lines: 10,
  agentTeams: 64,
};
