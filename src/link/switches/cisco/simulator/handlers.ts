/** What requests look like to the server: which services allow them, and what is done. */
import type { EncodableMessage, Message, MessageName, Service } from '../codec/index.ts';
import type { Client } from './client.ts';

export interface Handler<Name extends MessageName> {
  /** Any of these services allows it. Empty: every session may. */
  services: readonly (keyof typeof Service)[];
  /** Tells what is true, and changes nothing: a delayed answer tells what is true when it is given. */
  isQuery?: true;
  /** Also while the peripheral does not answer, and about others: nothing of it is asked. Without it, what names a peripheral is refused then. */
  ofAnyPeripheral?: true;
  /**
   * The confirmation, or undefined when it comes later or not at all.
   * @throws Refusal before anything has changed
   */
  run(client: Client, request: Message<Name>): EncodableMessage | undefined;
}

export type Handlers = { readonly [Name in MessageName]?: Handler<Name> };
