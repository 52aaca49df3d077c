/** The call center's directory of numbers, page by page. */
import * as z from 'zod/mini';
import { MAX_DIRECTORY_PAGE_SIZE } from './limits.ts';
import { flag, list, number, personName, schemaOf, whole } from './schema.ts';

export interface DirectoryQuery {
  /** True: of all call centers; false or left out: of `callCenterName`, or the agent's own. */
  isGlobal?: boolean | undefined;
  callCenterName?: string | undefined;
  /** From 0. */
  page?: number | undefined;
  /** 1 to 1,000, default 500. */
  pageSize?: number | undefined;
}

export interface DirectoryNumber {
  name: string;
  phone: string;
  callCenterName?: string | undefined;
  description?: string | undefined;
}

export interface DirectoryPage {
  directoryNumbers: DirectoryNumber[];
  hasNext: boolean;
}

export const directoryQuerySchema = schemaOf<DirectoryQuery>()(() =>
  z.object({
    isGlobal: z.optional(flag()),
    callCenterName: z.optional(personName()),
    page: z.optional(whole(0)),
    pageSize: z.optional(whole(1, MAX_DIRECTORY_PAGE_SIZE)),
  }),
);

const directoryNumberSchema = schemaOf<DirectoryNumber>()(() =>
  z.object({ name: personName(), phone: number(), callCenterName: z.optional(personName()), description: z.optional(personName()) }),
);
export const directoryPageSchema = schemaOf<DirectoryPage>()(() =>
  z.object({ directoryNumbers: list(directoryNumberSchema(), MAX_DIRECTORY_PAGE_SIZE), hasNext: flag() }),
);
