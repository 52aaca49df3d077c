/** Errors of a session: what the server said, under its name, and what a person can do about it. */
import { CtiError } from '../../../../protocol/error.ts';
import type { DecodedMessage, LongFailure } from '../codec/index.ts';
import { controlFailureMeaning } from '../tables/control-failure.ts';
import { statusMeaning } from '../tables/status.ts';

/** @example statusError('OPEN_REQ', 36).message // 'OPEN_REQ: E_CTI_INVALID_PASSWORD (36). The CTI Server does not accept …' */
export const statusError = (what: string, status: number): CtiError => {
  const { name, code, advice } = statusMeaning(status);
  return new CtiError(code, `${what}: ${name} (${status}). ${advice}`, { details: { status, statusName: name } });
};

export const controlFailureError = (what: string, { failureCode, peripheralErrorCode }: Omit<LongFailure, 'invokeId'>): CtiError => {
  const { name, code, advice } = controlFailureMeaning(failureCode);
  const text = `${what}: ${name} (${failureCode}, the peripheral’s own code is ${peripheralErrorCode}). ${advice}`;
  return new CtiError(code, text, { details: { failureCode, failureName: name, peripheralErrorCode } });
};

/** What an answer says no with, or undefined when it says yes. */
export const refusalIn = (what: string, answer: DecodedMessage): CtiError | undefined => {
  if (answer.name === 'CONTROL_FAILURE_CONF') return controlFailureError(what, answer);
  if (answer.name !== 'FAILURE_CONF') return undefined;
  // Opening never reaches the peripheral: where a newer server uses the long form, the code in it is a status all the same.
  if (what === 'OPEN_REQ') return statusError(what, 'status' in answer ? answer.status : answer.failureCode);
  return 'status' in answer ? statusError(what, answer.status) : controlFailureError(what, answer);
};

export const notConnected = (why: string): CtiError => new CtiError('NOT_CONNECTED', `There is no open session with the CTI Server: ${why}.`);

/** For whoever waits for an answer when the connection goes. */
export const answerLost = (what: string): CtiError =>
  new CtiError('NOT_CONNECTED', `${what}: the connection to the CTI Server broke before the answer came. Whether it was carried out is unknown.`);
