/** Why a request is not carried out, as the client will read it. */
import { ControlFailureCode, StatusCode } from '../codec/index.ts';

/** Thrown by whatever a request asks for, before it changes anything. Never leaves the simulator but as a message. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: 'status' | 'control';
  readonly code: number;

  constructor(kind: 'status' | 'control', code: number) {
    super(`${kind} ${code}`);
    this.kind = kind;
    this.code = code;
  }
}

/** FAILURE_CONF: the CTI Server itself refuses. */
export const refused = (status: keyof typeof StatusCode): Refusal => new Refusal('status', StatusCode[status]);

/** CONTROL_FAILURE_CONF: the phone system refuses. */
export const failed = (code: keyof typeof ControlFailureCode): Refusal => new Refusal('control', ControlFailureCode[code]);
