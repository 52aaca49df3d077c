/** Audio of a phone with scripted devices. */
import type { AudioDevice, PhoneAudio } from '../../../src/phone/phone.ts';

export const someDevices: readonly AudioDevice[] = [
  { deviceId: 'default', kind: 'microphone', label: 'Default - Desk microphone' },
  { deviceId: 'm1', kind: 'microphone', label: 'Desk microphone' },
  { deviceId: 'm2', kind: 'microphone', label: 'Headset microphone (wireless)' },
  { deviceId: 's1', kind: 'speaker', label: 'Desk loudspeaker' },
  { deviceId: 's2', kind: 'speaker', label: 'Headset (wireless)' },
];

export const fakeAudio = (initial: { devices?: readonly AudioDevice[]; blocked?: boolean } = {}) => {
  let { devices = someDevices, blocked = false } = initial;
  let selected: PhoneAudio['selected'] = {};
  let refusal: unknown;
  let listing: unknown;
  const audio: PhoneAudio = {
    get blocked() {
      return blocked;
    },
    unlock: async () => {
      blocked = false;
    },
    devices: async () => {
      if (listing) throw listing;
      return [...devices];
    },
    select: async (choice) => {
      if (refusal) throw refusal;
      selected = { ...selected, ...(choice as PhoneAudio['selected']) };
    },
    get selected() {
      return selected;
    },
  };
  return {
    audio,
    plug: (next: readonly AudioDevice[]) => {
      devices = next;
    },
    block: (value: boolean) => {
      blocked = value;
    },
    refuse: (error: unknown) => {
      refusal = error;
    },
    refuseList: (error: unknown) => {
      listing = error;
    },
  };
};
