/**
 * Stands in the scripts for `protocol/phone-commands.ts`: a page of Open CTI is given no commands, since its own script never knew of any, so their
 * schemas need not come along.
 */
export const commandParams: Readonly<Record<string, never>> = {};
