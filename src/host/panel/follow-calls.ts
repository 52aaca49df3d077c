/** What the panel shows of the calls: how many there are, and that one rings. */
import type { Call } from '../../protocol/call.ts';
import type { Panel, PanelOptions } from './panel.ts';
import { english, fill } from './panel-strings.ts';

const isRinging = (call: Call): boolean => call.state === 'alerting' && call.direction !== 'outbound';

/**
 * Call it with all calls after each change of one. The panel is raised when ringing begins and not again while it lasts, so that an agent who closes it is heeded.
 *
 * @example
 * const follow = followCalls(panel, options);
 * softphone.on('call', () => follow(softphone.calls));
 */
export const followCalls = (
  panel: Panel,
  { raiseOnRing = true, strings }: Pick<PanelOptions, 'raiseOnRing' | 'strings'> = {},
): ((calls: readonly Call[]) => void) => {
  const words = { ...english, ...strings };
  const rang = new Set<string>();
  let shown = 0;

  return (calls) => {
    const running = calls.filter(({ state }) => state !== 'null' && state !== 'failed');
    const ringing = running.filter(isRinging);
    const begun = ringing.find(({ id }) => !rang.has(id));
    const wasRinging = rang.size > 0;
    rang.clear();
    for (const { id } of ringing) rang.add(id);

    if (running.length !== shown) panel.set({ badge: running.length > 0 ? String(running.length) : '' });
    shown = running.length;
    if (begun) {
      const caller = begun.remote.name || begun.remote.number;
      panel.set({ attention: caller ? fill(words.incomingFrom, caller) : words.incoming, visible: raiseOnRing || undefined });
    } else if (wasRinging && ringing.length === 0) panel.set({ attention: false });
  };
};
