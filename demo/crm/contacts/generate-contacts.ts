/** Sample contacts: the same ones in every run. */
import type { NumberEntry } from '../api-types.ts';
import { fold } from '../database/fold.ts';
import { messyNumber } from './messy-number.ts';
import { numberPool, type PooledNumber, pickRegion } from './number-pool.ts';
import type { Region } from './number-ranges.ts';
import { type Random, seededRandom } from './random.ts';
import { companyTrades, companyWords, familyBeginnings, familyEndings, givenNames, titles } from './words.ts';

export interface GeneratedContact {
  firstName: string;
  lastName: string;
  company: string;
  title: string;
  email: string;
  /** Null for the few where nobody wrote it down; their national numbers cannot be made out, only matched by their last digits. */
  country: string | null;
  city: string;
  numbers: (NumberEntry & { e164: string })[];
}

interface Company {
  name: string;
  region: Region;
  switchboard: PooledNumber;
}

/** People of one company, on average. */
const STAFF = 4;
const SEED = 20_280_228;

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const familyName = (random: Random): string => {
  const name = random.pick(familyBeginnings) + random.pick(familyEndings);
  return random.chance(0.05) ? `${name}-${random.pick(familyBeginnings)}${random.pick(familyEndings)}` : name;
};

const companyName = (random: Random): string => {
  const trade = random.pick(companyTrades);
  return random.chance(0.3)
    ? `${random.pick(companyWords)} & ${random.pick(companyWords)} ${trade}`
    : `${random.pick(companyWords)} ${capitalised(random.pick(companyWords))} ${trade}`;
};

const emailOf = (first: string, last: string, company: string): string => {
  const part = (text: string) => fold(text).replace(/[^a-z]+/g, '-');
  return `${part(first)}.${part(last)}@${part(company)}.example`;
};

export const generateContacts = (count: number, seed = SEED): GeneratedContact[] => {
  const random = seededRandom(seed);
  const pool = numberPool(random);
  const companies = Array.from({ length: Math.max(1, Math.ceil(count / STAFF)) }, (): Company => {
    const region = pickRegion(random);
    return { name: companyName(random), region, switchboard: pool.take(region) };
  });
  const entry = (label: string, { number }: PooledNumber) => ({ label, number: messyNumber(number, random), e164: number.number as string });

  return Array.from({ length: count }, (): GeneratedContact => {
    const company = companies[random.below(companies.length)] as Company;
    const own = pool.take(company.region);
    const numbers = [entry(own.range.kind === 'mobile' ? 'mobile' : 'work', own)];
    if (random.chance(0.22)) numbers.push(entry('switchboard', company.switchboard));
    if (random.chance(0.15)) numbers.push(entry('home', pool.take(company.region)));
    const firstName = random.pick(givenNames);
    const lastName = familyName(random);
    return {
      ...{ firstName, lastName, company: company.name, title: random.pick(titles), email: emailOf(firstName, lastName, company.name) },
      country: random.chance(0.03) ? null : company.region.country,
      city: own.range.city || company.switchboard.range.city,
      numbers,
    };
  });
};
