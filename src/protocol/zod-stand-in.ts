/**
 * As much of `zod/mini` as the protocol uses, with the same results. In scripts that bring their packages along the build puts
 * it in zod's place, of which they would need a tenth; the modules keep zod. So that the two do not drift apart, all that goes
 * into a script is compiled against both (src/tsconfig.scripts.json), and test/node/protocol/zod-stand-in.test.ts compares their answers.
 */

type Problem = { code: 'invalid_type'; expected: string } | { code: 'custom' };
type Issue = Problem & { message: string; path: PropertyKey[] };
/** `isMild`: the value is of the right kind, so whatever else is asked of it can be looked at too. */
type RawIssue = Issue & { isMild?: true };

type Run = (value: unknown, issues: RawIssue[]) => unknown;

interface Check<Value> {
  holds(value: Value): unknown;
  message: string;
}

interface Transform<Input, Output> {
  transform(input: Input, context: { issues: Issue[] }): Output;
}

type Result<Output> = { success: true; data: Output; error?: never } | { success: false; data?: never; error: { issues: Issue[] } };

interface Part {
  readonly run: Run;
  readonly isOptional?: boolean;
}

export interface ZodMiniType<Output = unknown> extends Part {
  check(...checks: Check<Output>[]): this;
  safeParse(value: unknown): Result<Output>;
}

export interface ZodMiniOptional<Output> extends ZodMiniType<Output | undefined> {
  readonly isOptional: true;
}

type OutputOf<Schema> = Schema extends ZodMiniType<infer Output> ? Output : never;

export type { OutputOf as infer };

type Shape = Record<string, Part>;
type OptionalNames<Fields> = { [Name in keyof Fields]: Fields[Name] extends { isOptional: true } ? Name : never }[keyof Fields];
type Together<Fields> = { [Name in keyof Fields]: Fields[Name] };
type Fields<Of extends Shape> = Together<
  { [Name in Exclude<keyof Of, OptionalNames<Of>>]: OutputOf<Of[Name]> } & { [Name in OptionalNames<Of>]?: OutputOf<Of[Name]> }
>;

const invalidType = (expected: string, path: PropertyKey[] = []): RawIssue => ({ code: 'invalid_type', expected, message: 'Invalid input', path });

const schema = <Made extends ZodMiniType>(run: Run, isOptional = false): Made =>
  ({
    run,
    isOptional,
    check: (...checks: Check<unknown>[]) =>
      schema((value, issues) => {
        const output = run(value, issues);
        if (issues.every(({ isMild }) => isMild))
          for (const { holds, message } of checks) if (!holds(output)) issues.push({ code: 'custom', message, path: [], isMild: true });
        return output;
      }, isOptional),
    safeParse: (value: unknown) => {
      const found: RawIssue[] = [];
      const data = run(value, found);
      if (found.length === 0) return { success: true, data };
      return { success: false, error: { issues: found.map(({ isMild: _, ...issue }) => issue) } };
    },
  }) as unknown as Made;

/** Runs the schema of a part, and says of its issues where that part is. */
const runPart = ({ run }: Part, value: unknown, name: PropertyKey, issues: RawIssue[]): unknown => {
  const found: RawIssue[] = [];
  const output = run(value, found);
  for (const issue of found) issues.push({ ...issue, path: [name, ...issue.path] });
  return output;
};

const ofType = <Output>(expected: string, fits: (value: unknown) => boolean): ZodMiniType<Output> =>
  schema((value, issues) => {
    if (!fits(value)) issues.push(invalidType(expected));
    return value;
  });

export const string = (): ZodMiniType<string> => ofType('string', (value) => typeof value === 'string');

export const number = (): ZodMiniType<number> => ofType('number', Number.isFinite);

export const custom = <Output>(fits: (value: unknown) => unknown, message: string): ZodMiniType<Output> =>
  schema((value, issues) => {
    if (!fits(value)) issues.push({ code: 'custom', message, path: [] });
    return value;
  });

export const optional = <Of extends Part>({ run }: Of): ZodMiniOptional<OutputOf<Of>> =>
  schema((value, issues) => (value === undefined ? value : run(value, issues)), true);

/** A missing field that is not optional is refused even where its schema would take `undefined`; one that is there is kept, be it `undefined`. */
export const object = <Of extends Shape>(shape: Of): ZodMiniType<Fields<Of>> =>
  schema((value, issues) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return void issues.push(invalidType('object'));
    const output: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(shape)) {
      const before = issues.length;
      const field = runPart(part, (value as Record<string, unknown>)[name], name, issues);
      if (name in value) output[name] = field;
      else if (!part.isOptional && issues.length === before) issues.push(invalidType('nonoptional', [name]));
    }
    return output;
  });

export const array = <Item>(item: ZodMiniType<Item>): ZodMiniType<Item[]> =>
  schema((value, issues) => {
    if (!Array.isArray(value)) return void issues.push(invalidType('array'));
    return Array.from({ length: value.length }, (_, index) => runPart(item, value[index], index, issues));
  });

export const refine = <Value>(holds: (value: NoInfer<Value>) => unknown, message: string): Check<Value> => ({ holds, message });

export const transform = <Input, Output>(change: (input: Input, context: { issues: Issue[] }) => Output): Transform<Input, Output> => ({ transform: change });

/** What does not fit is not transformed. */
export const pipe = <Input, Output>({ run }: ZodMiniType<Input>, { transform }: Transform<NoInfer<Input>, Output>): ZodMiniType<Output> =>
  schema((value, issues) => {
    const input = run(value, issues);
    return issues.length === 0 ? transform(input as Input, { issues }) : input;
  });
