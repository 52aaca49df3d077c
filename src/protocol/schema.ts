/**
 * How a schema stands beside its interface: the interface is documented and public, the schema is what runs.
 * `schemaOf` makes the compiler prove that the two are one, and builds the schema on first use, because building is
 * what a validator costs at start-up.
 */
import * as z from 'zod/mini';
import { MAX_ID_LENGTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH, MAX_TEXT_LENGTH, MAX_URL_LENGTH } from './limits.ts';

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

export const text = (max: number) => z.string().check(z.maxLength(max));
export const id = () => z.string().check(z.minLength(1), z.maxLength(MAX_ID_LENGTH));
export const number = () => text(MAX_NUMBER_LENGTH);
export const personName = () => text(MAX_NAME_LENGTH);
export const url = () => z.string().check(z.minLength(1), z.maxLength(MAX_URL_LENGTH));
/** Milliseconds since 1970. */
export const time = () => z.number().check(z.nonnegative());
export const flag = () => z.boolean();
/** Names and short texts, the form call data takes. */
export const stringMap = () => z.record(text(MAX_NAME_LENGTH), text(MAX_TEXT_LENGTH));
