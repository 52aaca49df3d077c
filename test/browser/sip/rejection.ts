import { type CtiError, isCtiError } from '../../../src/index.ts';

/** The error a command rejects with; fails when it does not, or with anything else. */
export const rejection = async (command: Promise<unknown>): Promise<CtiError> => {
  try {
    await command;
  } catch (error) {
    if (isCtiError(error)) return error;
    throw error;
  }
  throw new Error('the command was carried out');
};
