/** The guide's layouts as facts, read apart from the codec's own tables, so that each can be held against the other. */
import { readFileSync } from 'node:fs';

export interface GuideField {
  name: string;
  type: string;
  /** Of floating fields; null where the guide prints none. */
  tag?: number | null;
  since?: number;
  until?: number;
  maxUntil18?: number;
}
export interface GuideList {
  count: string;
  members: string[];
}
export interface GuideMessage {
  type: number;
  name: string;
  since?: number;
  fixed: GuideField[];
  floating: GuideField[];
  lists?: GuideList[];
}

const readFixture = <Shape>(name: string): Shape => JSON.parse(readFileSync(new URL(`../../fixtures/cisco/${name}`, import.meta.url), 'utf8')) as Shape;

/** How the codec's tables differ from the printed layouts on purpose. */
const corrected = (message: GuideMessage): GuideMessage => {
  const { type, name, fixed, floating, lists = [] } = message;
  const isOff = name.endsWith('*');
  return {
    ...message,
    // The table of numbers and clients in the field have network recording one lower than the pages.
    type: isOff ? type - 1 : type,
    name: isOff ? name.slice(0, -1) : name,
    // G24 and G25 insert a field here.
    fixed: type === 232 ? [...fixed.slice(0, 1), { name: 'ConfigMsgMask', type: 'u4', since: 24 }, ...fixed.slice(1)] : fixed,
    // A record starts with its type.
    floating: (type === 282 ? [...floating.slice(-1), ...floating.slice(0, -1)] : floating).map((field) => ({ ...field, ...sinceOf(field) })),
    lists: [...lists, ...unlisted(floating)],
  };
};

/** Version 14 brought the tags 219 to 234; the samples have 243 and 244 in version 15 already. */
const sinceOf = ({ tag, since }: GuideField): { since?: number } => {
  if (tag === 243 || tag === 244) return { since: 15 };
  return since === undefined && tag && tag >= 219 && tag <= 234 ? { since: 14 } : {};
};

/** Lists whose count is a floating field too; the guide says so in its text only. */
const unlisted = (floating: readonly GuideField[]): GuideList[] =>
  [
    { count: 'NumServiceMembers', members: ['ServiceMember', 'ServicePriority'] },
    { count: 'NumSkills', members: ['FltSkillGroupNumber', 'FltSkillGroupPriority'] },
    { count: 'NumMRDs', members: ['FltAgentMRDID', 'FltAgentMRDState'] },
    { count: 'NumInstruments', members: ['Instrument'] },
    { count: 'NumOfEnabledServices', members: ['FltEnabledServices'] },
  ].filter(({ count }) => floating.some(({ name }) => name === count));

export const guide: readonly GuideMessage[] = readFixture<GuideMessage[]>('layouts.json').map(corrected);
export const samples = readFixture<{ name: string; frame: string }[]>('samples-pv15.json').map(({ name, frame }) => ({
  name,
  frame: Uint8Array.from(frame.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
}));

const ABBREVIATIONS = /^(CTIOS|CIL|CTI|MRDs|MRDID|MRD|ANI_II|ICM|COC|RTP|DTMF|PG|SSO|ACD|DNIS|ANI|CCT|GUID|URI|IPV6|ID|DN)/;
/** `InvokeID` is `invokeId`, `CTIOSCILClientID` is `ctiosCilClientId`. */
export const camelCase = (name: string): string => {
  const words: string[] = [];
  for (let rest = name; rest; rest = rest.slice(words.at(-1)?.length)) {
    const word = (/^MR(?=Domain)/.exec(rest) ?? ABBREVIATIONS.exec(rest) ?? /^[A-Z]?[a-z0-9]+|^[A-Z]/.exec(rest))?.[0];
    if (!word) throw new Error(`cannot split ${name}`);
    words.push(word);
  }
  const parts = words.flatMap((word) => (word === 'MRDID' ? ['MRD', 'ID'] : word.split('_')));
  return parts.map((part, index) => (index ? part.charAt(0).toUpperCase() : part.charAt(0).toLowerCase()) + part.slice(1).toLowerCase()).join('');
};

const LIST_NAMES: Readonly<Record<string, string>> = {
  ...{ NumberOfAgents: 'agents', NumberOfAgentTeams: 'agentTeams', NumOfEnabledServices: 'enabledServices', NumMRDs: 'mrds' },
};
/** `NumCTIClients` counts `ctiClients`. */
export const listName = (count: string): string => LIST_NAMES[count] ?? camelCase(count.replace(/^Num/, ''));

export const isInRecords = ({ fixed }: GuideMessage): boolean => fixed[0]?.name === 'NumRecords';

export const isInVersion = ({ since = 0, until = Number.POSITIVE_INFINITY }: { since?: number; until?: number }, version: number): boolean =>
  version >= since && version <= until;

export const VERSIONS = Array.from({ length: 13 }, (_, index) => 13 + index);
