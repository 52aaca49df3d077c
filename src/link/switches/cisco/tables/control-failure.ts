/** What a `failureCode` of CONTROL_FAILURE_CONF means: why the peripheral has refused a request, and what a person can do about it. */
import type { KnownErrorCode } from '../../../../protocol/error.ts';
import { ControlFailureCode, nameOf } from '../codec/index.ts';

export interface FailureMeaning {
  /** The guide's name, or `UNKNOWN`. */
  name: string;
  code: KnownErrorCode;
  advice: string;
}

type Name = keyof typeof ControlFailureCode;
type Group = readonly [code: KnownErrorCode, advice: string, names: readonly Name[]];

/** Codes that mean the same to a person stand together. What is in no group is REFUSED with the guide's name, which says all there is. */
const groups: readonly Group[] = [
  [
    'NO_SUCH_CALL',
    'There is no such call or connection any more.',
    [
      'CF_OBJECT_NOT_KNOWN',
      'CF_INVALID_CSTA_CALL_IDENTIFIER',
      'CF_INVALID_CSTA_CONNECTION_IDENTIFIER',
      'CF_INVALID_CROSS_REF_ID',
      'CF_AGENT_NOT_PARTY_ON_CALL',
    ],
  ],
  [
    'INVALID_STATE',
    'The call is not in a state in which this can be done.',
    [
      'CF_GENERIC_STATE_INCOMPATIBILITY',
      'CF_INVALID_OBJECT_STATE',
      'CF_INVALID_CONNECTION_ID_FOR_ACTIVE_CALL',
      'CF_NO_ACTIVE_CALL',
      'CF_NO_HELD_CALL',
      'CF_NO_CALL_TO_CLEAR',
      'CF_NO_CONNECTION_TO_CLEAR',
      'CF_NO_CALL_TO_ANSWER',
      'CF_NO_CALL_TO_COMPLETE',
      'CF_REQUEST_INCOMPATIBLE_WITH_OBJECT',
      'CF_INVALID_ALLOCATION_STATE',
    ],
  ],
  [
    'INVALID_NUMBER',
    'This number cannot be reached from this phone.',
    [
      'CF_INVALID_CALLED_DEVICE',
      'CF_INVALID_DESTINATION',
      'CF_INVALID_FORWARDING_DESTINATION',
      'CF_INVALID_DIALED_NUMBER',
      'CF_PRIVILEGE_VIOLATION_ON_CALLED_DEVICE',
    ],
  ],
  [
    'INVALID_ARGUMENT',
    'The peripheral knows no such device, or it is not the agent’s.',
    [
      'CF_INVALID_CALLING_DEVICE',
      'CF_INVALID_CSTA_DEVICE_IDENTIFIER',
      'CF_INVALID_ANSWERING_DEVICE_SPECIFIED',
      'CF_INVALID_OBJECT_TYPE',
      'CF_VALUE_OUT_OF_RANGE',
      'CF_MISTYPED_ARGUMENT_REJECTION',
      'CF_INVALID_PARAMETER',
      'CF_INVALID_CONSULT_TYPE',
    ],
  ],
  [
    'REFUSED',
    'This phone or agent may not do that. The site’s class of service or desk settings decide.',
    [
      'CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE',
      'CF_PRIVILEGE_VIOLATION_ON_CALLING_DEVICE',
      'CF_SECURITY_VIOLATION',
      'CF_INVALID_CLASS_OF_SERVICE_SPECIFIED',
      'CF_DEVICE_RESTRICTED',
      'CF_LINE_RESTRICTED',
      'CF_DROP_ANY_PARTY_NOT_ENABLED_CTI',
      'CF_SHARED_LINES_NOT_SUPPORTED',
    ],
  ],
  [
    'NOT_SUPPORTED',
    'This peripheral does not have this function.',
    ['CF_INVALID_FEATURE', 'CF_GENERIC_OPERATION', 'CF_UNRECOGNIZED_OPERATION_REJECTION', 'CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED'],
  ],
  ['BUSY', 'A line, trunk or service is busy. Try again.', ['CF_SERVICE_BUSY', 'CF_RESOURCE_BUSY', 'CF_NETWORK_BUSY', 'CF_EXTERNAL_TRUNK_LIMIT_EXCEEDED']],
  [
    'RATE_LIMITED',
    'The peripheral has too much to do, or this device too many requests. Try again in a moment.',
    [
      'CF_OUTSTANDING_REQUEST_LIMIT_EXCEEDED',
      'CF_PERFORMANCE_LIMIT_EXCEEDED',
      'CF_RESOURCE_LIMITATION_REJECTION',
      'CF_REQUESTS_ON_DEVICE_EXCEEDED_REJECTION',
      'CF_GENERIC_PERFORMANCE_MANAGEMENT',
    ],
  ],
  [
    'REFUSED',
    'A limit of the peripheral is reached. The site’s configuration sets it.',
    [
      'CF_OVERALL_MONITOR_LIMIT_EXCEEDED',
      'CF_OBJECT_MONITOR_LIMIT_EXCEEDED',
      'CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED',
      'CF_MAXIMUM_LINE_LIMIT_EXCEEDED',
      'CF_GENERIC_SYSTEM_RESOURCE_AVAILABILITY',
      'CF_GENERIC_SUBSCRIBED_RESOURCE_AVAILABILITY',
    ],
  ],
  [
    'UNREACHABLE',
    'A part of the phone system is out of service.',
    [
      'CF_RESOURCE_OUT_OF_SERVICE',
      'CF_NETWORK_OUT_OF_SERVICE',
      'CF_ADJUNCT_SWITCH_COMM_ERROR',
      'CF_PD_SERVICE_INACTIVE',
      'CF_RC_SERVICE_INACTIVATE',
      'CF_RC_SERVICE_INACTIVATE_PIM',
      'CF_REQUESTED_SERVICE_NOT_REGISTERED',
    ],
  ],
  ['TIMEOUT', 'The peripheral has not answered in time. Whether it was carried out is unknown.', ['CF_REQUEST_TIMEOUT_REJECTION']],
  [
    'UNAUTHORIZED',
    'The phone system does not accept this agent id with this password.',
    ['CF_INVALID_AGENT_ID_SPECIFIED', 'CF_INVALID_PASSWORD_SPECIFIED', 'CF_INVALID_AGENT_ID_OR_PASSWORD_SPECIFIED'],
  ],
  ['UNAUTHORIZED', 'This agent’s account is locked. The site’s administrator unlocks it.', ['CF_AGENT_ACCOUNT_LOCKED_OUT']],
  ['INVALID_STATE', 'The agent is logged in already, perhaps at another phone.', ['CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON']],
  ['INVALID_STATE', 'Somebody else is logged in at this phone.', ['CF_SPECIFIED_EXTENSION_ALREADY_IN_USE']],
  [
    'INVALID_ARGUMENT',
    'Agents cannot log in at this phone. Compare the instrument with the site’s configuration.',
    ['CF_INVALID_LOGON_DEVICE_SPECIFIED', 'CF_EXTENSION_NOT_UNIQUE'],
  ],
  ['INVALID_ARGUMENT', 'The agent has no such skill group or team.', ['CF_INVALID_SKILL_GROUP_SPECIFIED', 'CF_INVALID_TEAM_SPECIFIED']],
  ['INVALID_ARGUMENT', 'This is no work mode or reason code of the site.', ['CF_INVALID_AGENT_WORKMODE', 'CF_INVALID_AGENT_REASON_CODE']],
  ['INVALID_ARGUMENT', 'The site wants a reason code for this.', ['CF_REASON_CODE_REQUIRED']],
  ['INVALID_ARGUMENT', 'The site wants wrap-up data for this call first.', ['CF_WRAPUP_DATA_REQUIRED']],
];

const byName = new Map(groups.flatMap(([code, advice, names]) => names.map((name): [Name, FailureMeaning] => [name, { name, code, advice }])));

/** @example controlFailureMeaning(281).advice // 'The site wants a reason code for this.' */
export const controlFailureMeaning = (failureCode: number): FailureMeaning => {
  const name = nameOf(ControlFailureCode, failureCode);
  if (name === undefined) return { name: 'UNKNOWN', code: 'REFUSED', advice: 'The guide has no such code. The peripheral gateway’s log says more.' };
  return byName.get(name) ?? { name, code: 'REFUSED', advice: 'The peripheral gateway’s log says more.' };
};
