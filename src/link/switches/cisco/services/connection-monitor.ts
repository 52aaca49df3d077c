/** The Connection Monitor service: that this session opens and closes is an alarm. The server raises its own; this is ours. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import type { CiscoSession, CiscoSide } from '../session/index.ts';

export interface ConnectionAlarm {
  what: 'opened' | 'closed';
  side: CiscoSide;
  /** Milliseconds since 1970. */
  at: number;
  /** Why it closed. */
  reason?: string | undefined;
}

export interface ConnectionMonitor {
  on(name: 'alarm', listener: (alarm: ConnectionAlarm) => void): () => void;
  dispose(): void;
}

/**
 * Alarms come only where the service was granted, so that what is heard here and what the server writes are the same.
 * @example connectionMonitor(session).on('alarm', ({ what, side, reason }) => page(`CTI session ${what} at side ${side}`, reason))
 */
export const connectionMonitor = (session: CiscoSession): ConnectionMonitor => {
  const emitter = createEmitter<{ alarm: ConnectionAlarm }>();
  let open: CiscoSide | undefined;
  const look = (): void => {
    if (open !== undefined || !session.grant?.granted.includes('connectionMonitor')) return;
    open = session.grant.side;
    emitter.emit('alarm', { what: 'opened', side: open, at: Date.now() });
  };
  // Open it is from its confirmation on, which is before all has been looked up.
  const offConfirmation = session.on('OPEN_CONF', look);
  const off = session.on('status', (status) => {
    if (status.state === 'up') look();
    else if (status.state !== 'connecting' && open !== undefined) {
      const side = open;
      open = undefined;
      const reason = status.state === 'lost' ? status.reason : status.state === 'failed' ? status.error.message : 'it was closed by close()';
      emitter.emit('alarm', { what: 'closed', side, at: Date.now(), reason });
    }
  });
  return {
    on: emitter.on,
    dispose() {
      off();
      offConfirmation();
      emitter.dispose();
    },
  };
};
