/**
 * How a schema stands beside its interface: the interface is documented and public, the schema is what runs.
 * `schemaOf` makes the compiler prove that the two are one, and builds the schema on first use, because building is
 * what a validator costs at start-up.
 */
import * as z from 'zod/mini';
import { isMap, type MapCaps } from './is-map.ts';
import { MAX_DATA_KEYS, MAX_DATA_LENGTH, MAX_ID_LENGTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH, MAX_TEXT_LENGTH, MAX_URL_LENGTH } from './limits.ts';

/** What a schema found wrong with a value. */
export type SchemaError = NonNullable<ReturnType<z.ZodMiniType['safeParse']>['error']>;

export type Schema<Shape> = () => z.ZodMiniType<Shape>;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * @example
 * export interface Party { number: string; name?: string | undefined }
 * export const partySchema = schemaOf<Party>()(() => z.object({ number: text(250), name: z.optional(text(500)) }));
 */
export const schemaOf =
  <Shape>() =>
  <S extends z.ZodMiniType>(
    build: () => S & (Equal<z.infer<S>, Shape> extends true ? unknown : { 'schema and interface differ': z.infer<S> }),
  ): Schema<Shape> => {
    let built: z.ZodMiniType<Shape> | undefined;
    return () => (built ??= build() as unknown as z.ZodMiniType<Shape>);
  };

/**
 * The few kinds of values the protocol is made of. All of zod that a page loads is what stands here, which is why ranges and
 * choices are plain functions: zod's own `enum`, `record`, `catch` and their like would weigh more than the rest of the bridge.
 */

const length = <Value extends { length: number }>(min: number, max: number) =>
  z.refine<Value>((value) => value.length >= min && value.length <= max, `must have ${min} to ${max} characters or items`);

export const text = (max: number, min = 0) => z.string().check(length(min, max));
export const id = () => text(MAX_ID_LENGTH, 1);
export const number = (min = 0) => text(MAX_NUMBER_LENGTH, min);
export const personName = () => text(MAX_NAME_LENGTH);
export const url = () => text(MAX_URL_LENGTH, 1);

export const amount = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.number().check(z.refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`));
/** Milliseconds since 1970. */
export const time = () => amount(0);
export const whole = (min: number, max?: number) => amount(min, max).check(z.refine(Number.isInteger, 'must be a whole number'));

export const flag = () => z.custom<boolean>((value) => typeof value === 'boolean', 'must be true or false');
export const oneOf = <Value extends string>(values: readonly Value[]) =>
  z.custom<Value>((value) => (values as readonly unknown[]).includes(value), `must be one of ${values.join(', ')}`);
/** For lists that a newer side may add to: what is not known here is read as `otherwise`. */
export const oneOfOr = <Value extends string>(values: readonly Value[], otherwise: Value) =>
  z.pipe(
    text(MAX_NAME_LENGTH),
    z.transform((value) => ((values as readonly string[]).includes(value) ? (value as Value) : otherwise)),
  );
export const list = <Item>(item: z.ZodMiniType<Item>, max: number, min = 0) => z.array(item).check(length(min, max));

/** A union told apart by `type`: only the shape that is meant is tried, so that what is wrong with it can be said. */
export const variants = <Shape extends { type: string }>(
  shapes: {
    [Type in Shape['type']]: z.ZodMiniType<Omit<Extract<Shape, { type: Type }>, 'type'>>;
  },
) =>
  z.pipe(
    z.custom<{ type: Shape['type'] }>(
      (value) => {
        // Only a text: an object there would be asked for its `toString`, and a list of one text would read like that text.
        const type = (value as { type?: unknown } | null | undefined)?.type;
        return typeof type === 'string' && Object.hasOwn(shapes, type);
      },
      `must have a type of ${Object.keys(shapes).join(', ')}`,
    ),
    z.transform((value, context): Shape => {
      const { data, error } = shapes[value.type].safeParse(value);
      for (const issue of error?.issues ?? []) context.issues.push(issue as never);
      return { ...data, type: value.type } as Shape;
    }),
  );

const dataCaps: MapCaps = { names: MAX_DATA_KEYS, nameLength: MAX_NAME_LENGTH, length: MAX_DATA_LENGTH };
const isStringMap = (value: unknown): boolean => isMap(value, dataCaps, (entry) => typeof entry === 'string' && entry.length <= MAX_TEXT_LENGTH);

/** Texts by name, the form call data takes. */
export const stringMap = () =>
  z.custom<Record<string, string>>(isStringMap, `must hold at most ${MAX_DATA_KEYS} texts by name, of ${MAX_DATA_LENGTH} characters together`);
