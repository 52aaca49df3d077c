/** Finds out that the other side no longer answers. Ports tell nobody when they die, so silence is all there is to go by. */
export interface Heartbeat {
  /** Anything that came from the other side proves it alive. */
  alive(): void;
  /** Asks at once. Without a sign of life in time the other side is gone. */
  probe(timeoutMs: number, onDead: () => void): void;
  stop(): void;
}

export interface HeartbeatOptions {
  intervalMs: number;
  missed: number;
  ping(): void;
  onSilence(): void;
  onAlive(): void;
}

/** Counts ticks, not time: a hidden page's timers may come once a minute, and a sleeping machine's not at all. */
export const startHeartbeat = ({ intervalMs, missed, ping, onSilence, onAlive }: HeartbeatOptions): Heartbeat => {
  let ticksSilent = 0;
  let silent = false;
  let probing: ReturnType<typeof setTimeout> | undefined;
  const timer = setInterval(() => {
    ticksSilent += 1;
    // The first tick after a message only asks; `missed` unanswered questions make silence.
    if (ticksSilent > missed && !silent) {
      silent = true;
      onSilence();
    }
    ping();
  }, intervalMs);
  return {
    alive() {
      ticksSilent = 0;
      if (probing !== undefined) {
        clearTimeout(probing);
        probing = undefined;
      }
      if (!silent) return;
      silent = false;
      onAlive();
    },
    probe(timeoutMs, onDead) {
      clearTimeout(probing);
      probing = setTimeout(onDead, timeoutMs);
      ping();
    },
    stop() {
      clearInterval(timer);
      clearTimeout(probing);
    },
  };
};
