/** Commands on their way to the gateway: each is answered once, given up at its deadline, or let go with its session. */
import { CtiError } from '../../protocol/error.ts';
import { commandAnswers, commandParams, type PhoneCommandName, type PhoneCommands } from '../../protocol/phone-commands.ts';
import { createDeadline } from './deadline.ts';
import { MAX_COMMANDS } from './limits.ts';
import { type ClientMessage, type ServerMessage, type WireError } from './wire.ts';
import { fromWireError } from './wire-error.ts';

export interface Asking {
  /** @throws CtiError as a rejection: `INVALID_ARGUMENT`, `NOT_CONNECTED`, `RATE_LIMITED`, `TIMEOUT`, and whatever the gateway answers */
  ask<Name extends PhoneCommandName>(name: Name, request: Parameters<PhoneCommands[Name]>[0], signal?: AbortSignal): Promise<ReturnType<PhoneCommands[Name]>>;
  answered(answer: { id: number; result?: unknown; error?: WireError | undefined }): void;
  /** Ids of commands without an answer. */
  unanswered(): number[];
  /** They will get none. */
  over(): void;
}

const invalid = (name: string) => new CtiError('INVALID_ARGUMENT', `The arguments of ${name} are not of the documented shape.`);

export const createAsking = (send: (message: ClientMessage) => boolean): Asking => {
  const waiting = new Map<number, (answer: Extract<ServerMessage, { type: 'answer' }> | CtiError) => void>();
  let lastId = 0;

  const ask: Asking['ask'] = (name, request, signal) =>
    new Promise((resolve, reject) => {
      const checked = commandParams[name]().safeParse(request);
      if (!checked.success) return reject(invalid(name));
      if (waiting.size >= MAX_COMMANDS) return reject(new CtiError('RATE_LIMITED', `There are ${MAX_COMMANDS} commands under way already.`));
      const { result, timeoutMs } = commandAnswers[name];
      lastId += 1;
      const id = lastId;
      if (!send({ type: 'command', id, name, request: checked.data, timeoutMs })) {
        return reject(new CtiError('NOT_CONNECTED', 'There is no connection to the link. Wait for the status `ready`.'));
      }
      const deadline = createDeadline();
      const giveUp = (error: CtiError) => () => {
        send({ type: 'abort', id });
        waiting.get(id)?.(error);
      };
      const aborted = giveUp(new CtiError('ABORTED', 'The caller gave up while the command was under way.'));
      waiting.set(id, (answer) => {
        waiting.delete(id);
        deadline.clear();
        signal?.removeEventListener('abort', aborted);
        if (answer instanceof CtiError) return reject(answer);
        if (answer.error) return reject(fromWireError(answer.error));
        const { data, success } = result().safeParse(answer.result);
        if (success) resolve(data as never);
        else reject(new CtiError('INVALID_RESULT', `The link answered ${name} with something that is not of the documented shape.`));
      });
      signal?.addEventListener('abort', aborted, { once: true });
      deadline.set(giveUp(new CtiError('TIMEOUT', `The link has not answered ${name} in time. Whether it was carried out is unknown.`)), timeoutMs);
    });

  return {
    ask,
    answered: (answer) => waiting.get(answer.id)?.({ type: 'answer', ...answer }),
    unanswered: () => [...waiting.keys()],
    over() {
      const gone = new CtiError(
        'NOT_CONNECTED',
        'The session at the link ended while this was under way. Whether it was carried out is unknown; `calls` show what holds.',
      );
      for (const settle of [...waiting.values()]) settle(gone);
    },
  };
};
