/** What the peers logged, kept in order to be shown beside a failure. */

interface KeptLog {
  name: string;
  lines: () => readonly string[];
  shownUpTo: number;
}

const LINES_SHOWN = 150;
const kept: KeptLog[] = [];

export const keepLog = (name: string, lines: () => readonly string[]): void => {
  kept.push({ name, lines, shownUpTo: 0 });
};

/** What comes from now on belongs to the next test. */
export const markLogs = (): void => {
  for (const log of kept) log.shownUpTo = log.lines().length;
};

/** Prints what was logged since the last mark. */
export const printLogs = (title: string): void => {
  for (const { name, lines, shownUpTo } of kept) {
    const fresh = lines().slice(shownUpTo);
    if (fresh.length === 0) continue;
    const left = fresh.length > LINES_SHOWN ? `(${fresh.length - LINES_SHOWN} lines left out)\n` : '';
    process.stderr.write(`--- ${title}: ${name}\n${left}${fresh.slice(-LINES_SHOWN).join('\n')}\n`);
  }
};
