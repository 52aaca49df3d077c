import type { Call } from './call.ts';

/** A call in which a supervisor takes part while it is an agent's still: not once the supervisor has taken it. */
export const isAnothersCall = ({ supervision }: Pick<Call, 'supervision'>): boolean => supervision !== undefined && supervision.how !== 'intercept';
