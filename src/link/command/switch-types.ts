/** The phone systems a configuration file can name in `switch.type`. This table is the one place to add another. */
import * as z from 'zod/mini';
import { section, string } from '../config-values.ts';
import type { Switch } from '../switch.ts';
import { createCiscoSwitch } from '../switches/cisco/index.ts';
import { createNoPhoneSystem } from '../switches/none/index.ts';
import { createSimulator } from '../switches/simulator/index.ts';
import { ciscoSwitchOptionsSchema } from './cisco-options.ts';
import { simulatorOptionsSchema } from './simulator-options.ts';

export interface SwitchType {
  /** What stands beside `type`, already free of `{ "env": … }` and `{ "file": … }`. */
  schema(): z.ZodMiniType;
  /** Of what the schema has passed. @throws CtiError `INVALID_ARGUMENT`, its message beginning with the key */
  create(options: unknown): Switch;
}

const switchType = <Options>(schema: () => z.ZodMiniType<Options>, create: (options: Options) => Switch): SwitchType => ({
  schema,
  create: (options) => create(options as Options),
});

export const switchTypes: Readonly<Record<string, SwitchType>> = {
  cisco: switchType(ciscoSwitchOptionsSchema, createCiscoSwitch),
  none: switchType(() => section({ agents: z.optional(z.array(string(), 'must be a list of ids of agents')) }), createNoPhoneSystem),
  simulator: switchType(simulatorOptionsSchema, createSimulator),
};
