import { type PhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { type NumberRange, type Region, regions } from './number-ranges.ts';
import type { Random } from './random.ts';

export interface PooledNumber {
  number: PhoneNumber;
  range: NumberRange;
}

/** Tries to find a number that nobody has yet; later two share one, as it happens in any CRM. */
const TRIES = 20;

const totalWeight = regions.reduce((sum, { weight }) => sum + weight, 0);

export const pickRegion = (random: Random): Region => {
  let place = random.next() * totalWeight;
  for (const region of regions) {
    place -= region.weight;
    if (place < 0) return region;
  }
  return regions[0];
};

/** Hands out numbers, each once as long as there are any. Throws when a range yields what is no valid number. */
export const numberPool = (random: Random) => {
  const used = new Set<string>();
  const draw = (region: Region): { text: string; range: NumberRange } => {
    const range = random.pick(region.ranges);
    return { text: range.prefix + String(random.below(10 ** range.digits)).padStart(range.digits, '0'), range };
  };
  return {
    take(region: Region): PooledNumber {
      let drawn = draw(region);
      for (let tries = 1; tries < TRIES && used.has(drawn.text); tries++) drawn = draw(region);
      used.add(drawn.text);
      const number = parsePhoneNumberWithError(drawn.text);
      if (!number.isValid() || number.country !== region.country) throw new Error(`The range of ${drawn.range.city || region.country} yields invalid numbers.`);
      return { number, range: drawn.range };
    },
  };
};
