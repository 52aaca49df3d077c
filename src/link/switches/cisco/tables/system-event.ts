/** SYSTEM_EVENT and the mask in it, as words and as sentences for whoever runs the site. */
import { PgStatus, SystemEvent } from '../codec/index.ts';
import { type Translated, translation } from './translated.ts';

export type SystemEventWord =
  | 'centralControllerOnline'
  | 'centralControllerOffline'
  | 'peripheralOnline'
  | 'peripheralOffline'
  | 'text'
  | 'peripheralGatewayOffline'
  | 'ctiServerOffline'
  | 'ctiServerOnline'
  | 'halfHourChange'
  | 'instrumentOutOfService'
  | 'instrumentBackInService'
  | 'unknown';

export const systemEventOf: (raw: number | null | undefined) => Translated<SystemEventWord> = translation<typeof SystemEvent, SystemEventWord>(
  SystemEvent,
  {
    SYS_CENTRAL_CONTROLLER_ONLINE: 'centralControllerOnline',
    SYS_CENTRAL_CONTROLLER_OFFLINE: 'centralControllerOffline',
    SYS_PERIPHERAL_ONLINE: 'peripheralOnline',
    SYS_PERIPHERAL_OFFLINE: 'peripheralOffline',
    SYS_TEXT_FYI: 'text',
    SYS_PERIPHERAL_GATEWAY_OFFLINE: 'peripheralGatewayOffline',
    SYS_CTI_SERVER_OFFLINE: 'ctiServerOffline',
    SYS_CTI_SERVER_ONLINE: 'ctiServerOnline',
    SYS_HALF_HOUR_CHANGE: 'halfHourChange',
    SYS_INSTRUMENT_OUT_OF_SERVICE: 'instrumentOutOfService',
    SYS_INSTRUMENT_BACK_IN_SERVICE: 'instrumentBackInService',
  },
  'unknown',
);

const pgTexts: Readonly<Record<keyof typeof PgStatus, string>> = {
  PGS_OPC_DOWN: 'the open peripheral controller is down, so no calls or agents are told',
  PGS_CC_DOWN: 'the central controller is down, so calls are not routed',
  PGS_PERIPHERAL_OFFLINE: 'a peripheral is off-line',
  PGS_CTI_SERVER_OFFLINE: 'the CTI Server is off-line',
  PGS_LIMITED_FUNCTION: 'the peripheral gateway works with limited functions',
};

/** What a PGStatus says is down, or an empty list. A bit without a name is told by its number. */
export const pgStatusTexts = (pgStatus: number): string[] => {
  const known = Object.entries(PgStatus).filter(([, bit]) => (pgStatus & bit) !== 0) as [keyof typeof PgStatus, number][];
  const rest = known.reduce((left, [, bit]) => left & ~bit, pgStatus) >>> 0;
  return [...known.map(([name]) => pgTexts[name]), ...(rest === 0 ? [] : [`PGStatus 0x${rest.toString(16)}`])];
};
