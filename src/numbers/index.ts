/**
 * Phone numbers: what one is, and how to show it. Pure functions, for the browser and for Node.
 * @module
 */
export { formatNumber } from './format-number.ts';
export { isKnownCountry, type NormalizedNumber, type NormalizeOptions, type NumberKind, normalizeNumber } from './normalize-number.ts';
