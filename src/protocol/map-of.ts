import * as z from 'zod/mini';
import { isMap } from './is-map.ts';
import { MAX_NAME_LENGTH } from './limits.ts';

/** Values of one shape by name, where `stringMap` is for texts. zod's own `record` would weigh more. */
export const mapOf = <Item>(item: z.ZodMiniType<Item>, max: number) =>
  z.pipe(
    z.custom<Record<string, unknown>>(
      (value) => isMap(value, { names: max, nameLength: MAX_NAME_LENGTH }, (_, name) => name !== ''),
      `must hold at most ${max} items by name`,
    ),
    z.transform((value, context): Record<string, Item> => {
      const items = Object.entries(value).map(([name, entry]): [string, Item] => {
        const { data, error } = item.safeParse(entry);
        for (const issue of error?.issues ?? []) context.issues.push({ ...issue, path: [name, ...issue.path] } as never);
        return [name, data as Item];
      });
      return Object.fromEntries(items);
    }),
  );
