/**
 * JSON Schema of our zod schemas. zod writes what it knows; what is a plain function to it (`protocol/schema.ts`) is read from the words in
 * which it says what it wants: they are made in one place, from the same numbers. A test holds the outcome against the schemas themselves.
 */
import * as z from 'zod/mini';
import { MAX_DATA_KEYS, MAX_FIELD_LENGTH, MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from '../../../protocol/limits.ts';

export type JsonSchema = Record<string, unknown>;

const number = (text: string | undefined): number => Number(text);

/** Of a text in a map; what all of them have together, JSON Schema cannot count. */
const map = (values: JsonSchema, description: string | undefined): JsonSchema => ({
  type: 'object',
  additionalProperties: values,
  maxProperties: MAX_DATA_KEYS,
  propertyNames: { maxLength: MAX_NAME_LENGTH, not: { const: '__proto__' } },
  description,
});

/** What a schema says it wants, and how JSON Schema says it. `kind` is the JSON type that the rest of the schema has. */
const forms: readonly [RegExp, (match: RegExpExecArray, kind: unknown) => JsonSchema][] = [
  [/^must be one of (.+)$/, ([, values = '']) => ({ type: 'string', enum: values.split(', ') })],
  [/^must be true or false$/, () => ({ type: 'boolean' })],
  [
    /^must have (\d+) to (\d+) characters or items$/,
    ([, min, max], kind) => (kind === 'array' ? { minItems: number(min), maxItems: number(max) } : { minLength: number(min), maxLength: number(max) }),
  ],
  [/^must be from (\S+) to (\S+)$/, ([, minimum, maximum]) => ({ minimum: number(minimum), maximum: number(maximum) })],
  [/^must be a whole number$/, () => ({ type: 'integer' })],
  [
    /^must hold at most \d+ texts by name, of (\d+) /,
    ([, most]) => map({ type: 'string', maxLength: MAX_TEXT_LENGTH }, `Texts by name, of at most ${most} characters together.`),
  ],
  [
    /^must hold at most \d+ texts, numbers, true, false or null by name/,
    () => map({ type: ['string', 'number', 'boolean', 'null'], maxLength: MAX_FIELD_LENGTH }, undefined),
  ],
  [/^must be what JSON can say(.*)$/, ([, most]) => ({ description: `Anything${most || ''}.` })],
  [/^must be of 0-9 A-D \* # and comma$/, () => ({ pattern: '^[0-9A-D*#,]+$' })],
  [/^must be more than spaces$/, () => ({ pattern: '\\S' })],
  [/^must be an https address without user name and password$/, () => ({ format: 'uri', pattern: '^[hH][tT][tT][pP][sS]://' })],
  [/^must be a code in capitals$/, () => ({ pattern: '^[A-Z][A-Z0-9_]{0,63}$' })],
];

/** What is asked for in these words. Throws for words that are not in the table: a schema without a form is not described wrongly. */
const formOf = (wanted: string, kind: unknown): JsonSchema => {
  for (const [pattern, form] of forms) {
    const match = pattern.exec(wanted);
    if (match) return form(match, kind);
  }
  throw new Error(`openapi/json-schema.ts has no form for a schema that ${wanted}`);
};

interface CustomDefinition {
  type?: string;
  check?: string;
  error?: ((issue: never) => unknown) | undefined;
  checks?: readonly { _zod: { def: CustomDefinition } }[] | undefined;
}

const isCustom = ({ type, check }: CustomDefinition): boolean => (type === 'custom' && check === 'custom') || check === 'custom';

const wantedBy = ({ error }: CustomDefinition): string => {
  const said = error?.({} as never);
  return typeof said === 'string' ? said : String((said as { message?: unknown } | undefined)?.message);
};

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

const describe: Override = ({ zodSchema, jsonSchema }) => {
  const definition = zodSchema._zod.def as CustomDefinition;
  const customs = [definition, ...(definition.checks ?? []).map(({ _zod }) => _zod.def)].filter(isCustom);
  for (const custom of customs) Object.assign(jsonSchema, formOf(wantedBy(custom), jsonSchema.type));
};

const options = { unrepresentable: 'any', io: 'input', override: describe } as const;

const without$ = ({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema => schema;

export interface SchemaWriter {
  /** Those with a name of their own, by name. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** A schema, with references to those that have a name. */
  write(schema: z.ZodMiniType): JsonSchema;
}

/** No name a component has. */
const THIS_ONE = '-';

/** Where a schema with a name stands in an OpenAPI document. */
const uri = (name: string) => `#/components/schemas/${name}`;

export const createSchemaWriter = (named: Readonly<Record<string, z.ZodMiniType>>): SchemaWriter => {
  const registryOf = (more: Readonly<Record<string, z.ZodMiniType>>) => {
    const registry = z.registry<{ id: string }>();
    for (const [id, schema] of Object.entries({ ...named, ...more })) registry.add(schema, { id });
    return registry;
  };
  const writeAll = (more: Readonly<Record<string, z.ZodMiniType>> = {}) =>
    z.toJSONSchema(registryOf(more), { ...options, uri }).schemas as Record<string, JsonSchema>;
  const components = Object.fromEntries(Object.entries(writeAll()).map(([name, schema]) => [name, without$(schema)]));
  return {
    components,
    write(schema) {
      const name = Object.keys(named).find((one) => named[one] === schema);
      if (name !== undefined) return { $ref: uri(name) };
      return without$(writeAll({ [THIS_ONE]: schema })[THIS_ONE] ?? {});
    },
  };
};
