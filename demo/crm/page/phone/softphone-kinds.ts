/** The softphones an agent can choose from, and the choice that is kept in this browser. */
export const softphoneKinds = [
  { kind: 'sip', name: 'Ringframe SIP', about: 'Calls over SIP, written with ringframe/softphone' },
  { kind: 'lightning', name: 'Open CTI, Lightning', about: 'Pretends to call, written for Salesforce: sforce.opencti' },
  { kind: 'classic', name: 'Open CTI, Classic', about: 'Pretends to call, written for Salesforce: sforce.interaction' },
] as const;

export type SoftphoneKind = (typeof softphoneKinds)[number]['kind'];

export const nameOf = (wanted: SoftphoneKind): string => softphoneKinds.find(({ kind }) => kind === wanted)?.name ?? '';

const KEY = 'demo-crm-softphone';

export const kept = (): SoftphoneKind => {
  const value = localStorage.getItem(KEY);
  return softphoneKinds.find(({ kind }) => kind === value)?.kind ?? 'sip';
};

export const keep = (kind: SoftphoneKind): void => localStorage.setItem(KEY, kind);
