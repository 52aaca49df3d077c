/** The work after a call, as the desk settings have it. */
import { CallType } from '../codec/index.ts';
import type { Agent, Call } from './model.ts';
import type { CiscoSimulatorOptions } from './options.ts';

const inbound: readonly number[] = [
  CallType.CALLTYPE_ACD_IN,
  CallType.CALLTYPE_PREROUTE_ACD_IN,
  CallType.CALLTYPE_PREROUTE_DIRECT_AGENT,
  CallType.CALLTYPE_TRANSFER_IN,
  CallType.CALLTYPE_OTHER_IN,
];

export const isInbound = ({ type }: Pick<Call, 'type'>): boolean => inbound.includes(type);

/** Work is being done that cannot be left before its wrap-up data are written. */
export const needsWork = ({ working, workCall }: Agent, desk: NonNullable<CiscoSimulatorOptions['desk']>): boolean => {
  if (working !== 'now' || !workCall) return false;
  const mode = isInbound(workCall) ? desk.wrapUpIncoming : desk.wrapUpOutgoing;
  return mode === 'requiredWithData' && !workCall.data.texts.callWrapupData;
};
