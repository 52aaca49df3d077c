/** What a measurement found, in the form that is printed, stored, and held against its target. */
export interface Finding {
  name: string;
  value: number;
  unit: '×' | 'ms' | 'KB' | 'B' | 'violations' | 'us' | 'MB/s' | 'messages/s' | 'events';
  /** What the value was measured beside, in the same run. */
  reference?: string | undefined;
  /** At most this much. */
  target?: number | undefined;
  /** Quartiles, where the value is a median. */
  spread?: [number, number] | undefined;
}

const round = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2));

export const verdict = ({ value, target }: Finding): string => (target === undefined ? '' : value <= target ? 'met' : 'MISSED');

export const printFindings = (title: string, findings: readonly Finding[]): void => {
  console.log(`\n${title}`);
  const rows = findings.map((finding) => [
    finding.name,
    `${round(finding.value)} ${finding.unit}`,
    finding.spread ? `${round(finding.spread[0])} – ${round(finding.spread[1])}` : '',
    finding.reference ? `beside ${finding.reference}` : '',
    finding.target === undefined ? '' : `≤ ${finding.target} ${finding.unit}: ${verdict(finding)}`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
};
