/** Commands of one session: checked, bounded, each with a deadline, each answered once. */

import { type ClientMessage, MAX_COMMANDS, type ServerMessage, toWireError } from '../../phone/link/wire.ts';
import { CtiError } from '../../protocol/error.ts';
import { commandAnswers, commandParams, type PhoneCommandName } from '../../protocol/phone-commands.ts';
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

  /** The request, as this agent may make it. */
  const check = ({ name, request }: Command): { name: PhoneCommandName; request: never } => {
    if (!Object.hasOwn(commandParams, name)) throw new CtiError('METHOD_NOT_FOUND', 'This link knows no such command.');
    const command = name as PhoneCommandName;
    if (!capabilities().includes(command)) throw new CtiError('NOT_SUPPORTED', `This link does not grant ${command}.`);
    const { data, error } = commandParams[command]().safeParse(request);
    if (error) {
      const issues = error.issues
        .slice(0, 5)
        .map(({ path, code, message }) => ({ path: path.map(String).join('.'), problem: code === 'custom' ? message : code }));
      throw new CtiError('INVALID_ARGUMENT', `The arguments of ${command} are not of the documented shape.`, { details: { issues } });
    }
    if (command === 'logIn' && (data as { agentId?: string }).agentId !== undefined && (data as { agentId?: string }).agentId !== agentId) {
      throw new CtiError('UNAUTHORIZED', 'A softphone logs in the agent its token is for, and nobody else.');
    }
    return { name: command, request: data as never };
  };

  const carryOut = async (message: Command, controller: AbortController): Promise<unknown> => {
    const { name, request } = check(message);
    const timeoutMs = Math.min(message.timeoutMs, commandAnswers[name].timeoutMs);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const givenUp = new Promise<never>((_, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
      timer = setTimeout(() => {
        controller.abort(new CtiError('TIMEOUT', `The phone system has not carried out ${name} in time. Whether it will is unknown.`));
      }, timeoutMs);
    });
    try {
      return await Promise.race([phoneSystem.execute(agentId, name, request, { signal: controller.signal }), givenUp]);
    } finally {
      clearTimeout(timer);
    }
  };

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
      carryOut(message, controller).then(
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
