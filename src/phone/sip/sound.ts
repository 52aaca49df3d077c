import { CtiError } from '../../protocol/error.ts';
import type { PendingCommands } from '../pending-commands.ts';
import type { PhoneAudio } from '../phone.ts';
import { listDevices } from './list-devices.ts';
import { closeMicrophone, openMicrophone } from './microphone.ts';
import type { SipSettings } from './options.ts';
import type { SipCall } from './sip-call.ts';
import { createSpeaker } from './speaker.ts';

/** The phone's microphone and speaker: what is public of them, and what calls use. */
export interface Sound {
  readonly audio: PhoneAudio;
  /** The chosen microphone, opened for one call. */
  microphone(signal: AbortSignal): Promise<MediaStream>;
  play(stream: MediaStream | undefined): void;
  dispose(): void;
}

export interface SoundContext {
  calls(): Iterable<SipCall>;
  blocked(blocked: boolean): void;
}

/** One choice of microphone and speaker for all calls. */
export const createSound = (
  settings: Pick<SipSettings, 'audioElement'>,
  initial: { microphone?: string | undefined; speaker?: string | undefined },
  commands: PendingCommands,
  context: SoundContext,
): Sound => {
  const speaker = createSpeaker(settings.audioElement, context.blocked, initial.speaker);
  let selected: PhoneAudio['selected'] = { microphone: initial.microphone, speaker: initial.speaker };

  const changeMicrophone = async (deviceId: string | undefined, signal: AbortSignal) => {
    const exact = deviceId !== undefined;
    const running = [...context.calls()].filter(({ leg }) => leg.hasMicrophone);
    if (running.length === 0) closeMicrophone(await openMicrophone(deviceId, signal, { exact }));
    // Each call has a stream of its own, since mute and hold switch them one by one.
    for (const { leg } of running) await leg.changeMicrophone(await openMicrophone(deviceId, signal, { exact }));
  };

  const audio: PhoneAudio = {
    get blocked() {
      return speaker.blocked;
    },
    get selected() {
      return selected;
    },
    unlock: () => commands.run(() => speaker.unlock()),
    devices: () => commands.run(listDevices),
    select: (choice) =>
      commands.run(async (signal) => {
        if (typeof choice !== 'object' || choice === null)
          throw new CtiError('INVALID_ARGUMENT', 'Choose with { microphone, speaker }: device ids, or undefined for the default.');
        if ('speaker' in choice) {
          await speaker.select(choice.speaker);
          selected = { ...selected, speaker: choice.speaker };
        }
        if ('microphone' in choice) {
          await changeMicrophone(choice.microphone, signal);
          selected = { ...selected, microphone: choice.microphone };
        }
      }),
  };

  return { audio, microphone: (signal) => openMicrophone(selected.microphone, signal), play: speaker.play, dispose: speaker.dispose };
};
