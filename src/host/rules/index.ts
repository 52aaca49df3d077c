/** Pop rules: what a CRM does about a call. Pure: whoever asks carries out what is decided. */
export { decidePop, type PopDecision } from './decide-pop.ts';
export { type KnownNames, parseLayout } from './parse-layout.ts';
export { parseRules } from './parse-rules.ts';
