/** What a Cisco switch is made of. */
import { CtiError } from '../../../../protocol/error.ts';
import type { CiscoOptions } from '../session/index.ts';
import type { CallDataNames } from './call-data-names.ts';
import type { CiscoReasons } from './reasons.ts';
import { type VendorRequest, vendorRequests } from './vendor.ts';

export interface CiscoSwitchAgent {
  /** The agent of the link. */
  id: string;
  /** The agent's login id at the CTI Server. Default `id`. */
  agentId?: string | undefined;
  /** As supervisors see it: GED-188 tells numbers only. */
  name?: string | undefined;
  /** Where the agent works, when `logIn` names no extension. */
  instrument?: string | undefined;
  /**
   * The site has configured the agent as a supervisor: sees the agents of the team, and helps them. A session of its own is opened for it, which
   * takes the place of another client's that is this agent's.
   */
  supervises?: boolean | undefined;
  /** In the place of the site's. */
  reasons?: CiscoReasons | undefined;
}

export interface CiscoSwitchOptions extends Omit<CiscoOptions, 'services' | 'agentId' | 'agentExtension' | 'agentInstrument'> {
  agents: readonly CiscoSwitchAgent[];
  /** Default `cisco`. */
  name?: string | undefined;
  /** The site's reason codes. Default: none, and any number is a reason. */
  reasons?: CiscoReasons | undefined;
  /** Which variable of the site each name of call data is kept in, both ways. Without `ringframe.transfer` in it, no screen travels with a call. */
  callData?: CallDataNames | undefined;
  /** Where a call goes that an agent rejects: GED-188 has no other way to refuse one. Default: agents cannot reject. */
  rejectTo?: string | undefined;
  /** Requests that softphones may send by `vendorCommand`. Default none. */
  vendorRequests?: readonly VendorRequest[] | undefined;
  /**
   * Asks for Connection Monitor too: that the link's session opens and closes is an alarm at the CTI Server, and a vendor event `CONNECTION_ALARM`
   * (`{ what: 'opened' | 'closed', side, reason? }`) for every agent and on the API's stream. Default false.
   */
  connectionAlarms?: boolean | undefined;
}

const MAX_AGENT_ID = 11;
const MAX_WRAP_UP = 39;

const reasonProblems = (key: string, reasons: CiscoReasons | undefined): string[] => [
  ...(['notReady', 'logOut'] as const).flatMap((kind) =>
    (reasons?.[kind] ?? []).every(({ code }) => Number.isInteger(code) && code >= 1 && code <= 0xffff)
      ? []
      : [`${key}.${kind} must have codes from 1 to 65535`],
  ),
  ...((reasons?.wrapUp ?? []).every(({ code }) => code.length >= 1 && code.length <= MAX_WRAP_UP)
    ? []
    : [`${key}.wrapUp must have codes of 1 to ${MAX_WRAP_UP} characters`]),
];

/** @throws CtiError `INVALID_ARGUMENT` that names every option that is wrong, and no value */
export const checkSwitchOptions = ({ agents, reasons, vendorRequests: wanted = [] }: CiscoSwitchOptions): void => {
  const ids = agents.flatMap(({ id, agentId = id }) => [id, agentId]);
  const problems = [
    ...reasonProblems('reasons', reasons),
    ...agents.flatMap((agent, index) => [
      ...reasonProblems(`agents[${index}].reasons`, agent.reasons),
      ...((agent.agentId ?? agent.id).length <= MAX_AGENT_ID ? [] : [`agents[${index}].agentId must have at most ${MAX_AGENT_ID} characters`]),
    ]),
    ...(new Set(ids.filter((_, index) => index % 2 === 0)).size === agents.length ? [] : ['agents must have different ids']),
    ...(new Set(ids.filter((_, index) => index % 2 === 1)).size === agents.length ? [] : ['agents must have different agentIds']),
    ...(wanted.every((name) => vendorRequests.includes(name)) ? [] : [`vendorRequests may be ${vendorRequests.join(', ')}`]),
  ];
  if (problems.length > 0) throw new CtiError('INVALID_ARGUMENT', `This switch cannot be made: ${problems.join('; ')}.`, { details: { problems } });
};
