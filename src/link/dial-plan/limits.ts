/** Numbers an agent has dialled and how they were sent, of which the last are remembered: more than an agent has calls. */
export const MAX_DIALLED_KEPT = 20;
