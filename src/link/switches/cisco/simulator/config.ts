/** The simulator's configuration file, checked key by key. */
import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { CtiError } from '../../../../protocol/error.ts';
import { Service } from '../codec/index.ts';
import { MAX_CONFIGURED } from './limits.ts';
import type { CiscoSimulatorOptions, CiscoSimulatorTls } from './options.ts';

/** Says what is wrong with a value, each by its key. */
type Check = (value: unknown, key: string) => string[];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const text =
  (max: number, pattern = /^[\x20-\xff]*$/, what = 'characters of one byte'): Check =>
  (value, key) =>
    typeof value === 'string' && value.length > 0 && value.length <= max && pattern.test(value) ? [] : [`${key} must be a text of 1 to ${max} ${what}`];
const integer =
  (min: number, max: number): Check =>
  (value, key) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max ? [] : [`${key} must be a whole number from ${min} to ${max}`];
const flag: Check = (value, key) => (typeof value === 'boolean' ? [] : [`${key} must be true or false`]);
const oneOf =
  (...names: readonly string[]): Check =>
  (value, key) =>
    typeof value === 'string' && names.includes(value) ? [] : [`${key} must be one of ${names.join(', ')}`];
const list =
  (each: Check): Check =>
  (value, key) =>
    Array.isArray(value) && value.length <= MAX_CONFIGURED
      ? value.flatMap((one, index) => each(one, `${key}[${index}]`))
      : [`${key} must be a list of at most ${MAX_CONFIGURED}`];
const record =
  (each: Check): Check =>
  (value, key) =>
    isObject(value) ? Object.entries(value).flatMap(([name, one]) => each(one, `${key}.${name}`)) : [`${key} must be an object`];
const either =
  (what: string, ...checks: readonly Check[]): Check =>
  (value, key) =>
    checks.some((check) => check(value, key).length === 0) ? [] : [`${key} must be ${what}`];
/** `required` first; whatever else has no check is no key. */
const object =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, key) => {
    if (!isObject(value)) return [`${key || 'the configuration'} must be an object`];
    const at = (name: string): string => (key ? `${key}.${name}` : name);
    const checks = new Map([...Object.entries(required), ...Object.entries(optional)]);
    const missing = Object.keys(required).filter((name) => value[name] === undefined);
    return [
      ...missing.map((name) => `${at(name)} is missing`),
      ...Object.entries(value).flatMap(([name, one]) => {
        const check = checks.get(name);
        if (!check) return [`${at(name)} is no key of the configuration`];
        return one === undefined ? [] : check(one, at(name));
      }),
    ];
  };

const ms = integer(0, 86_400_000);
const pair: Check = (value, key) =>
  Array.isArray(value) && value.length === 2 && value[0] <= value[1] ? list(ms)(value, key) : [`${key} must be two numbers`];
const span = either('milliseconds, or a list of two: from and to', ms, pair);
const id = integer(0, 0xffff_fffe);
const digits = text(15, /^[\d*#+]+$/, 'digits');
const phoneNumber = text(39, /^[\d*#+]+$/, 'digits');
const name = text(31);
const agentId = text(11);
const rule: Check = (value, key) => {
  const does = isObject(value) ? value.does : undefined;
  const kind = { does: oneOf('answer', 'fail', 'ring') };
  if (does === 'answer') return object(kind, { afterMs: span, hangUpAfterMs: span })(value, key);
  if (does === 'fail') return object({ ...kind, cause: text(40) }, { afterMs: span })(value, key);
  return object(kind)(value, key);
};
const wrapUp = oneOf('none', 'optional', 'required', 'requiredWithData');
const port = integer(0, 65_535);
const pem = text(65_536, /^[^\0]*$/, 'characters of PEM');
const works = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
};
const tls: Check = (value, key) => {
  const problems = object({ cert: pem, key: pem }, { ca: pem })(value, key);
  if (problems.length > 0) return problems;
  const { ca, ...own } = value as CiscoSimulatorTls;
  return [
    ...(works(() => createSecureContext(own)) ? [] : [`${key}.cert and ${key}.key must be a certificate and its key in PEM`]),
    ...(ca === undefined || works(() => new X509Certificate(ca)) ? [] : [`${key}.ca must be a certificate in PEM`]),
  ];
};

const config = object(
  {
    agents: list(
      object(
        { id: agentId },
        { icmAgentId: integer(1, 0x7fff_ffff), password: text(63), firstName: name, lastName: name, loggedInAt: digits, ready: flag, skillGroups: list(id) },
      ),
    ),
  },
  {
    devices: list(digits),
    skillGroups: list(object({ number: integer(0, 0x7fff_fffe) }, { id, name, dialedNumber: phoneNumber, ringMs: ms })),
    teams: list(object({ id, supervisors: list(agentId), members: list(agentId) }, { name })),
    host: text(255),
    ports: object({}, { a: port, b: either('a port, or false for a server of one side', port, (value, key) => (value === false ? [] : [key])) }),
    tls,
    standby: oneOf('refuses', 'doesNotListen'),
    versions: object({}, { oldest: integer(13, 25), newest: integer(13, 25) }),
    clients: record(text(63)),
    services: list(oneOf(...Object.keys(Service))),
    peripheralId: id,
    namedVariables: list(text(32)),
    namedArrays: record(integer(1, 256)),
    protectedVariables: list(text(32)),
    outside: record(rule),
    otherwiseOutside: rule,
    desk: object(
      {},
      { wrapUpIncoming: wrapUp, wrapUpOutgoing: wrapUp, workMs: ms, notReadyReasonRequired: flag, logOutReasonRequired: flag, autoAnswer: flag },
    ),
    limits: object({}, { lines: integer(1, 100), conferenceParties: integer(2, 16), unsentBytes: integer(65_536, 1_073_741_824) }),
    times: object({}, { preCallMs: span, busyToneMs: ms, answerMs: span, failoverMs: ms, greetingMs: ms }),
    confirmations: oneOf('before', 'after'),
    consultations: oneOf('typed', 'untyped'),
    seed: integer(0, 0xffff_ffff),
  },
);

/**
 * The options, when they are such. Values are not repeated: some are passwords.
 * @throws CtiError `INVALID_ARGUMENT` that names every key that is wrong
 */
export const checkCiscoSimulatorConfig = (value: unknown): CiscoSimulatorOptions => {
  const problems = config(value, '');
  if (problems.length > 0) throw new CtiError('INVALID_ARGUMENT', `This simulator cannot be started: ${problems.join('; ')}.`, { details: { problems } });
  return value as CiscoSimulatorOptions;
};
