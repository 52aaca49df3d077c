/** Actions that rules may run without the CRM's help, under USD's names. One of the CRM's own of the same name goes before. */
export const builtInNames = ['Dial', 'Transfer', 'Conference', 'Hangup', 'CopyToContext'] as const;

export type BuiltInName = (typeof builtInNames)[number];
