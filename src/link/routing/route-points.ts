/** Route points as they are configured: single numbers, and ranges of as many digits each. */

export interface NumberRange {
  first: string;
  last?: string | undefined;
}

/** Of texts with as many digits, the order of texts is that of numbers, and leading zeros count. */
const holds = ({ first, last }: NumberRange, number: string): boolean =>
  last === undefined ? number === first : number.length === first.length && /^\d+$/.test(number) && first <= number && number <= last;

export const overlap = (points: readonly NumberRange[]): boolean =>
  points.some((one, index) =>
    points.slice(index + 1).some((other) => holds(one, other.first) || holds(one, other.last ?? other.first) || holds(other, one.first)),
  );

/** Single numbers are looked up; ranges are few, and asked one after the other. */
export const createRoutePoints = <Point extends NumberRange>(points: readonly Point[]): ((number: string) => Point | undefined) => {
  const single = new Map(points.flatMap((point) => (point.last === undefined ? [[point.first, point] as const] : [])));
  const ranges = points.filter(({ last }) => last !== undefined);
  return (number) => single.get(number) ?? ranges.find((range) => holds(range, number));
};
