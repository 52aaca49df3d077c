/** A command for an agent's line, whoever gives it, softphone or server: checked, then carried out within its deadline. */
import { CtiError } from '../protocol/error.ts';
import { commandAnswers, commandParams, type PhoneCommandName } from '../protocol/phone-commands.ts';
import type { SchemaError } from '../protocol/schema.ts';
import type { Switch } from './switch.ts';

export interface CheckedCommand {
  agentId: string;
  name: PhoneCommandName;
  /** Of the shape the name asks for. */
  request: never;
}

/** What is wrong with a value, without the value. */
export const issuesOf = ({ issues }: Pick<SchemaError, 'issues'>) =>
  issues.slice(0, 5).map(({ path, code, message }) => ({ path: path.map(String).join('.'), problem: code === 'custom' ? message : code }));

/**
 * The command, as it may be given for this agent.
 * @throws CtiError `METHOD_NOT_FOUND`, `NOT_SUPPORTED`, `INVALID_ARGUMENT` with `details.issues`, `UNAUTHORIZED` for a `logIn` of somebody else
 */
export const checkCommand = (agentId: string, name: string, request: unknown, granted: readonly PhoneCommandName[]): CheckedCommand => {
  if (!Object.hasOwn(commandParams, name)) throw new CtiError('METHOD_NOT_FOUND', 'This link knows no such command.');
  const command = name as PhoneCommandName;
  if (!granted.includes(command)) throw new CtiError('NOT_SUPPORTED', `This link does not grant ${command}.`);
  const { data, error } = commandParams[command]().safeParse(request);
  if (error) throw new CtiError('INVALID_ARGUMENT', `The arguments of ${command} are not of the documented shape.`, { details: { issues: issuesOf(error) } });
  const named = command === 'logIn' ? (data as { agentId?: string }).agentId : undefined;
  if (named !== undefined && named !== agentId) throw new CtiError('UNAUTHORIZED', 'logIn is for the agent who is to be logged in, and nobody else.');
  return { agentId, name: command, request: data as never };
};

/**
 * Settles with what the phone system answers, or rejects when `controller` aborts or the deadline passes, whichever comes first.
 * @throws CtiError as a rejection only: those of `Switch.execute`, `TIMEOUT`, and the abort's own reason
 */
export const carryOut = async (
  phoneSystem: Switch,
  { agentId, name, request }: CheckedCommand,
  controller: AbortController,
  timeoutMs = Number.POSITIVE_INFINITY,
): Promise<unknown> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
    timer = setTimeout(
      () => controller.abort(new CtiError('TIMEOUT', `The phone system has not carried out ${name} in time. Whether it will is unknown.`)),
      Math.min(timeoutMs, commandAnswers[name].timeoutMs),
    );
  });
  try {
    return await Promise.race([phoneSystem.execute(agentId, name, request, { signal: controller.signal }), givenUp]);
  } finally {
    clearTimeout(timer);
  }
};
