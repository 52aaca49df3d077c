/** All commands of a Cisco site, and which of them there are at all. */
import type { PhoneCommandName } from '../../../../protocol/phone-commands.ts';
import { callDataUpdate } from '../services/call-data-update.ts';
import { clientControl } from '../services/client-control.ts';
import { supervisor } from '../services/supervisor.ts';
import { type AgentCommandParts, agentCommandNames, agentCommands } from './agent-commands.ts';
import { type CallCommandParts, callCommandNames, callCommands } from './call-commands.ts';
import type { CommandParts, CommandTable } from './command-parts.ts';
import type { CiscoSwitchOptions } from './options.ts';
import { type TeamCommandParts, teamCommandNames, teamCommands } from './team-commands.ts';
import { type VendorParts, vendorCommands } from './vendor.ts';

export const ciscoCommands = [...callCommandNames, ...agentCommandNames, ...teamCommandNames, 'vendorCommand'] as const satisfies readonly PhoneCommandName[];
export type CiscoCommandName = (typeof ciscoCommands)[number];

/** By the options: what a site has not configured, nobody can. */
export const grantedCommands = ({ rejectTo, vendorRequests = [], agents }: CiscoSwitchOptions): readonly CiscoCommandName[] => {
  const supervises = agents.some((agent) => agent.supervises);
  const without: readonly string[] = [
    ...(rejectTo === undefined ? ['reject'] : []),
    ...(vendorRequests.length === 0 ? ['vendorCommand'] : []),
    ...(supervises ? [] : ['superviseCall', 'setMemberState']),
  ];
  return ciscoCommands.filter((name) => !without.includes(name));
};

type From<Parts> = Omit<Parts, keyof CommandParts>;

export interface AllCommandParts
  extends Pick<CommandParts, 'names' | 'lines' | 'until' | 'effect'>,
    From<AgentCommandParts>,
    Omit<From<CallCommandParts>, 'stopListening'>,
    Omit<From<TeamCommandParts>, 'helpFrom'>,
    Omit<VendorParts, 'connectionOf'> {}

export const createCommands = ({ session, allowed, callIdsOf, ...parts }: AllCommandParts): CommandTable<CiscoCommandName> => {
  const common = { ...parts, control: clientControl(session), data: callDataUpdate(session) };
  const { stopListening, ...team } = teamCommands({ ...common, helpFrom: supervisor(session) });
  return {
    ...callCommands({ ...common, stopListening }),
    ...agentCommands(common),
    ...team,
    vendorCommand: vendorCommands({ session, allowed, callIdsOf, connectionOf: (line, callId) => parts.lines.find(line, callId)?.own.connection }),
  };
};
