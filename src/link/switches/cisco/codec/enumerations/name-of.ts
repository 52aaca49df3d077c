/**
 * The guide's name of a number, or undefined where the table has none.
 * @example nameOf(EventCause, 22) // 'CEC_NEW_CALL'
 */
export const nameOf = <Table extends Readonly<Record<string, number>>>(table: Table, value: number | null | undefined): (keyof Table & string) | undefined => {
  for (const name in table) if (table[name] === value) return name;
  return undefined;
};
