/** A softphone page times its calls when the host asks for so many. The clock of a page has steps of a tenth of a millisecond, so they are timed together. */
export type Timed = { perCallMs: number } | { error: string };

export const timeCalls = (call: () => Promise<void>): void => {
  addEventListener('message', async ({ data, source, origin }: MessageEvent<{ calls?: number } | undefined>) => {
    if (source !== parent || data?.calls === undefined) return;
    const { calls } = data;
    const from = performance.now();
    const done = async (): Promise<Timed> => {
      for (let made = 0; made < calls; made += 1) await call();
      return { perCallMs: (performance.now() - from) / calls };
    };
    const timed = await done().catch((error: unknown): Timed => ({ error: String(error) }));
    parent.postMessage(timed, origin);
  });
};
