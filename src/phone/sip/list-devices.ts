import { CtiError } from '../../protocol/error.ts';
import type { AudioDevice } from '../phone.ts';

/** Microphones and speakers of this machine. Labels are empty until a microphone has been allowed once: the browser's rule. */
export const listDevices = async (): Promise<AudioDevice[]> => {
  const { mediaDevices } = navigator;
  if (!mediaDevices) throw new CtiError('PERMISSION_DENIED', 'Browsers show devices to secure pages only: serve this one over https.');
  const devices = await mediaDevices.enumerateDevices();
  return devices.flatMap(({ deviceId, kind, label }): AudioDevice[] => {
    if (kind === 'audioinput') return [{ deviceId, kind: 'microphone', label }];
    return kind === 'audiooutput' ? [{ deviceId, kind: 'speaker', label }] : [];
  });
};
