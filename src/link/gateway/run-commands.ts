/** Commands of one session: checked, bounded, each with a deadline, each answered once. */

import { type ClientMessage, MAX_COMMANDS, type ServerMessage, toWireError } from '../../phone/link/wire.ts';
import { CtiError } from '../../protocol/error.ts';
import { commandParams, type PhoneCommandName } from '../../protocol/phone-commands.ts';
import { carryOut, checkCommand } from '../carry-out.ts';
import type { Switch } from '../switch.ts';

type Command = Extract<ClientMessage, { type: 'command' }>;
type Answer = Extract<ServerMessage, { type: 'answer' }>;

export interface CommandRunner {
  run(command: Command): void;
  abort(id: number): void;
  abortAll(): void;
  isUnderWay(id: number): boolean;
}

export interface CommandRunnerOptions {
  phoneSystem: Switch;
  agentId: string;
  capabilities(): readonly PhoneCommandName[];
  answer(answer: Answer, outcome: { name: string; code: string }): void;
  /** A fault of ours or of the switch: what is no `CtiError` is not told to the softphone. */
  fault(error: unknown): void;
}

export const createCommandRunner = ({ phoneSystem, agentId, capabilities, answer, fault }: CommandRunnerOptions): CommandRunner => {
  const underWay = new Map<number, AbortController>();

  const settle = (message: Command, outcome: Pick<Answer, 'result' | 'error'>) => {
    underWay.delete(message.id);
    const known = Object.hasOwn(commandParams, message.name) ? message.name : 'unknown';
    answer({ type: 'answer', id: message.id, ...outcome }, { name: known, code: outcome.error?.code ?? 'OK' });
  };

  return {
    run(message) {
      if (underWay.size >= MAX_COMMANDS) {
        return settle(message, { error: toWireError(new CtiError('RATE_LIMITED', `There are ${MAX_COMMANDS} commands under way already.`)) });
      }
      const controller = new AbortController();
      underWay.set(message.id, controller);
      const { name, request, timeoutMs } = message;
      // A function of its own: what the check throws is an answer too.
      const outcome = (async () => carryOut(phoneSystem, checkCommand(agentId, name, request, capabilities()), controller, timeoutMs))();
      outcome.then(
        (result) => settle(message, { result }),
        (error: unknown) => {
          const wire = toWireError(error);
          if (wire.code === 'HANDLER_FAILED') fault(error);
          settle(message, { error: wire });
        },
      );
    },
    abort(id) {
      underWay.get(id)?.abort(new CtiError('ABORTED', 'The softphone gave this command up.'));
    },
    abortAll() {
      for (const controller of underWay.values()) controller.abort(new CtiError('ABORTED', 'The link stops.'));
    },
    isUnderWay: (id) => underWay.has(id),
  };
};
