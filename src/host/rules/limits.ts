/** Caps of the rule engine. Counts unless a name says otherwise; what a rule may hold is in protocol/pop-limits.ts. */

/** Rules that may pass a call on by `nextRule`: each has cost a search while the phone rings. */
export const MAX_NEXT_RULE_HOPS = 20;
/** Hits of one search that are looked at. Beyond it the answer is `many` anyway. */
export const MAX_HITS_READ = 10_000;
/** How deep a value with the flag `v` may point to further values. Ours use two. */
export const MAX_EXPANSION_DEPTH = 5;
/** Placeholders filled in for one text, those in values included: with the depth alone a text of ten could ask for ten to the fifth. */
export const MAX_REPLACEMENTS = 200;
/** Problems told of one set of rules or one layout. Who has a hundred has sent another kind of data. */
export const MAX_TOLD_PROBLEMS = 100;
