/** Checks values against JSON Schema (2020-12), as much of it as the API's document uses; anything else in a schema is an error. */
export type JsonSchema = Record<string, unknown>;

type Check = (value: unknown, argument: never, schema: JsonSchema, valid: (value: unknown, schema: JsonSchema) => boolean) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const isOfType = (value: unknown, type: string): boolean => (type === 'integer' ? Number.isInteger(value) : typeOf(value) === type);

const checks: Record<string, Check> = {
  type: (value, type: string | string[]) => [type].flat().some((one) => isOfType(value, one)),
  enum: (value, values: unknown[]) => values.includes(value),
  const: (value, only: unknown) => value === only,
  minLength: (value, min: number) => typeof value !== 'string' || [...value].length >= min,
  maxLength: (value, max: number) => typeof value !== 'string' || [...value].length <= max,
  pattern: (value, pattern: string) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  minimum: (value, min: number) => typeof value !== 'number' || value >= min,
  maximum: (value, max: number) => typeof value !== 'number' || value <= max,
  minItems: (value, min: number) => !Array.isArray(value) || value.length >= min,
  maxItems: (value, max: number) => !Array.isArray(value) || value.length <= max,
  items: (value, schema: JsonSchema, _, valid) => !Array.isArray(value) || value.every((item) => valid(item, schema)),
  required: (value, names: string[]) => !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
  properties: (value, schemas: Record<string, JsonSchema>, _, valid) =>
    !isObject(value) || Object.entries(schemas).every(([name, schema]) => !Object.hasOwn(value, name) || valid(value[name], schema)),
  additionalProperties: (value, schema: JsonSchema, { properties = {} }, valid) =>
    !isObject(value) || Object.entries(value).every(([name, item]) => Object.hasOwn(properties as object, name) || valid(item, schema)),
  maxProperties: (value, max: number) => !isObject(value) || Object.keys(value).length <= max,
  propertyNames: (value, schema: JsonSchema, _, valid) => !isObject(value) || Object.keys(value).every((name) => valid(name, schema)),
  not: (value, schema: JsonSchema, _, valid) => !valid(value, schema),
  anyOf: (value, schemas: JsonSchema[], _, valid) => schemas.some((schema) => valid(value, schema)),
};
const annotations = ['description', 'format', 'default', 'title'];

/** @param components what `#/components/schemas/…` stands for */
export const createChecker = (components: Readonly<Record<string, JsonSchema>>) => {
  const valid = (value: unknown, schema: JsonSchema): boolean =>
    Object.entries(schema).every(([keyword, argument]) => {
      if (keyword === '$ref') {
        const target = components[String(argument).replace('#/components/schemas/', '')];
        if (!target) throw new Error(`nothing is at ${argument}`);
        return valid(value, target);
      }
      if (annotations.includes(keyword)) return true;
      const check = checks[keyword];
      if (!check) throw new Error(`the checker does not know ${keyword}`);
      return check(value, argument as never, schema, valid);
    });
  return valid;
};
