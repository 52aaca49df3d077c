/** What the section reqGeneralInfo says about the call center itself. */
import {
  MAX_DEFINITION_LABEL_LENGTH,
  MAX_DEFINITION_NAME_LENGTH,
  MAX_PANEL_HEIGHT,
  MAX_PANEL_WIDTH,
  MAX_STANDBY_TIMEOUT_MS,
  MIN_PANEL_HEIGHT,
  MIN_PANEL_WIDTH,
} from '../../protocol/limits.ts';
import { type CallCenter, type CompatibilityMode, compatibilityModes } from './call-center.ts';
import type { Item, Section } from './definition.ts';
import type { Findings, Place } from './findings.ts';
import { GENERAL_INFO } from './known-names.ts';
import { nearMatch } from './near-match.ts';
import { readUrl } from './read-url.ts';
import { createSectionReader, type SectionReader } from './section-reader.ts';

const readWhole = ({ value, place }: Item, max: number, unit: string, findings: Findings): number | undefined => {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= max) return number;
  findings.problem(place, `This must be a whole number of ${unit} from 1 to ${max}, without a unit.`);
  return undefined;
};

/** Salesforce Classic has no such ranges, so what lies outside of them is kept. */
const readSize = (item: Item | undefined, min: number, max: number, findings: Findings): number | undefined => {
  const size = item && readWhole(item, 100_000, 'pixels', findings);
  if (item && size !== undefined && (size < min || size > max)) {
    findings.warning(item.place, `A panel has ${min} to ${max} pixels here; the nearest of these will be used.`);
  }
  return size;
};

const readInternalName = (item: Item | undefined, findings: Findings): string => {
  if (!item) return '';
  if (item.value.length > MAX_DEFINITION_NAME_LENGTH || !/^[A-Za-z][A-Za-z0-9]*$/.test(item.value)) {
    findings.problem(item.place, `The value must be 1 to ${MAX_DEFINITION_NAME_LENGTH} letters A to Z and digits, a letter first.`);
  }
  return item.value;
};

const readDisplayName = (item: Item | undefined, findings: Findings): string => {
  if (item && item.value.length > MAX_DEFINITION_LABEL_LENGTH) {
    findings.problem(item.place, `The value is longer than ${MAX_DEFINITION_LABEL_LENGTH} characters. Shorten it.`);
  }
  return item?.value ?? '';
};

const requireSortOrder = (item: Item | undefined, sortOrder: number, findings: Findings): void => {
  if (item?.sortOrder !== undefined && item.sortOrder !== sortOrder) findings.problem(item.place, `The sortOrder of ${item.name} must be ${sortOrder}.`);
};

const readUseApi = (item: Item | undefined, findings: Findings): boolean => {
  if (item && !/^(true|false)$/i.test(item.value)) findings.problem(item.place, 'The value must be true or false.');
  return item?.value.toLowerCase() === 'true';
};

const readCompatibilityMode = (item: Item | undefined, findings: Findings): CompatibilityMode | undefined => {
  const mode = compatibilityModes.find((known) => known === item?.value);
  if (item && !mode) findings.warning(item.place, `The value is none of ${compatibilityModes.join(', ')}, and is ignored.`);
  return mode;
};

const readStandby = (items: SectionReader, baseUrl: string | undefined, findings: Findings): CallCenter['standby'] => {
  const page = items.find('reqStandbyUrl');
  const timeout = items.find('reqTimeout');
  if (page && !timeout) findings.problem(page.place, 'reqStandbyUrl takes effect after reqTimeout milliseconds, which is missing. Give both, or neither.');
  if (timeout && !page) findings.problem(timeout.place, 'reqTimeout is how long to wait before reqStandbyUrl, which is missing. Give both, or neither.');
  const url = page && readUrl(page, baseUrl, findings);
  const timeoutMs = timeout && readWhole(timeout, MAX_STANDBY_TIMEOUT_MS, 'milliseconds', findings);
  return url === undefined || timeoutMs === undefined ? undefined : { url, timeoutMs };
};

const warnOfCanvas = (items: SectionReader, findings: Findings): void => {
  const canvas = items.find('reqCanvasNamespace') ?? items.find('reqCanvasApiName');
  if (canvas) findings.warning(canvas.place, 'Canvas apps exist in Salesforce only. The page at reqAdapterUrl is used.');
};

type GeneralInfo = Pick<CallCenter, 'internalName' | 'displayName' | 'adapterUrl' | 'useApi' | 'height' | 'width' | 'compatibilityMode' | 'standby'>;

/** Stands for the section where there is none, so that each item it must have is named. */
const findSection = (sections: readonly Section[], root: Place, findings: Findings): Section => {
  const section = sections.find(({ name }) => name === GENERAL_INFO);
  if (section) return section;
  const place = { ...root, section: GENERAL_INFO };
  const names = sections.map(({ name }) => name);
  const meant = nearMatch(GENERAL_INFO, names);
  findings.problem(
    place,
    `The section ${GENERAL_INFO} is missing. ${meant === undefined ? 'Add it, with sortOrder 0.' : `Is the section ${meant} meant to be it?`}`,
  );
  return { name: GENERAL_INFO, label: undefined, sortOrder: undefined, items: [], place };
};

export const readGeneralInfo = (sections: readonly Section[], root: Place, baseUrl: string | undefined, findings: Findings): GeneralInfo => {
  const items = createSectionReader(findSection(sections, root, findings), findings);
  const internalName = items.require('reqInternalName', 'SupportPhones');
  const displayName = items.require('reqDisplayName', 'Support phones');
  const adapter = items.require('reqAdapterUrl', 'https://phone.example/');
  requireSortOrder(internalName, 0, findings);
  requireSortOrder(displayName, 1, findings);
  warnOfCanvas(items, findings);

  return {
    internalName: readInternalName(internalName, findings),
    displayName: readDisplayName(displayName, findings),
    adapterUrl: adapter ? readUrl(adapter, baseUrl, findings) : '',
    useApi: readUseApi(items.expect('reqUseApi', 'the page is taken as one that does not use Open CTI.'), findings),
    height: readSize(items.expect('reqSoftphoneHeight', 'the panel gets its usual height.'), MIN_PANEL_HEIGHT, MAX_PANEL_HEIGHT, findings),
    width: readSize(items.expect('reqSoftphoneWidth', 'the panel gets its usual width.'), MIN_PANEL_WIDTH, MAX_PANEL_WIDTH, findings),
    compatibilityMode: readCompatibilityMode(items.find('reqSalesforceCompatibilityMode'), findings),
    standby: readStandby(items, baseUrl, findings),
  };
};
