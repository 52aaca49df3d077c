/** The section `announcements` of the configuration. */
import * as z from 'zod/mini';
import { integer, section } from '../config-values.ts';

export interface AnnouncementsConfig {
  /**
   * Milliseconds after which an announced call is taken off its line when nothing more was told of it, 1,000 to 86,400,000. Default 300,000 (five
   * minutes), and 14,400,000 (four hours) for one announced with a call id, since its end can be told.
   */
  forgetAfterMs?: number | undefined;
}

export const announcementsConfigSchema = () => section({ forgetAfterMs: z.optional(integer(1_000, 86_400_000)) });
