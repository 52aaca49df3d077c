/** Calls that a phone system announces by opening an address of this CRM, and tabs that are open already. */
import type { ScreenPopTarget } from 'ringframe';
import { type Crm, handleLaunchUrl, type LaunchForm, type LaunchHandler, type LaunchList } from 'ringframe/host';
import { CONTACT, REQUEST } from '../../record-id.ts';
import { pathOf } from '../route.ts';
import { search } from './crm-handlers.ts';

/** A template opens its form; a number nobody has, the form for somebody new. */
const form = ({ number = '', templateId, record }: LaunchForm): ScreenPopTarget =>
  templateId === undefined
    ? { type: 'newRecord', objectType: CONTACT, defaultFieldValues: { Phone: number } }
    : { type: 'newRecord', objectType: REQUEST, defaultFieldValues: { templateId, number, contactId: record?.recordId ?? '' } };

const list = ({ number, templateId }: LaunchList): ScreenPopTarget => ({
  type: 'url',
  url: pathOf({ view: 'contacts', query: number, match: 'suffix', ...(templateId !== undefined && { template: templateId }) }),
});

export const startLaunch = (screenPop: NonNullable<Crm['screenPop']>): LaunchHandler => handleLaunchUrl({ crm: { search, screenPop }, form, list });
