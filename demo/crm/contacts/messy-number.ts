import type { PhoneNumber } from 'libphonenumber-js/max';
import type { Random } from './random.ts';

type Style = (number: PhoneNumber, random: Random) => string;

const international: Style = (number) => number.formatInternational();
const national: Style = (number) => number.formatNational();
const e164: Style = (number) => number.number;
/** `0046 8 465 004 12` */
const doubleZero: Style = (number) => number.formatInternational().replace('+', '00');
/** `+44 (0)20 7946 0123`, which is no number anywhere and stands on every business card. */
const bracketedZero: Style = (number) =>
  number.formatNational().startsWith('0') ? `+${number.countryCallingCode} (0)${number.formatNational().replace(/^0/, '')}` : number.formatInternational();
const dotted: Style = (number) => number.formatInternational().replace(/[ -]/g, '.');
const slashed: Style = (number) => number.formatNational().replace(/^(\(?\d+\)?)[ -]/, '$1/');
const onlyDigits: Style = (number) => number.formatNational().replace(/\D/g, '');
const extension: Style = (number, random) => `${number.formatNational()} ext. ${10 + random.below(90)}`;
const remark: Style = (number, random) => `${number.formatNational()} ${random.pick(['(mornings)', '(direct)', '(new!)', '(not after 5 pm)'])}`;

const common = [international, international, international, national, national, e164] as const;
const rare = [doubleZero, bracketedZero, bracketedZero, dotted, slashed, onlyDigits, onlyDigits, extension, remark] as const;

/** The number as people type numbers into a CRM: mostly tidy, and in a third of all cases not. */
export const messyNumber: Style = (number, random) => (random.chance(0.67) ? random.pick(common) : random.pick(rare))(number, random);
