/** Messages between the softphone and other parts of the CRM page, which neither Ringframe nor the protocol reads. */
import * as z from 'zod/mini';
import { type PlainData, plainDataSchema } from './plain-data.ts';
import { schemaOf, text } from './schema.ts';

export interface ChannelReference {
  channel: string;
}

export interface ChannelMessage extends ChannelReference {
  message: PlainData;
}

export const channelName = () => text(200, 1);
export const channelReferenceSchema = schemaOf<ChannelReference>()(() => z.object({ channel: channelName() }));
export const channelMessageSchema = schemaOf<ChannelMessage>()(() => z.object({ channel: channelName(), message: plainDataSchema() }));
