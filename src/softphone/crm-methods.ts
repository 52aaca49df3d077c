/** The CRM's methods as a softphone calls them, one line each: what its developer writes on the left, what crosses on the right. */
import type { CallLog } from '../protocol/call-log.ts';
import type { CrmMethods } from '../protocol/crm-methods.ts';
import type { PanelSettings } from '../protocol/panel.ts';
import type { CallOptions, CrmConnection, NewRecordLog } from './crm-connection.ts';

type Request<Name extends keyof CrmMethods> = Parameters<CrmMethods[Name]> extends [infer Params] ? Params : undefined;

export type Ask = <Name extends keyof CrmMethods>(name: Name, params: Request<Name>, options?: CallOptions) => Promise<ReturnType<CrmMethods[Name]>>;

export type AskingMethods = Pick<
  CrmConnection,
  | 'search'
  | 'screenPop'
  | 'searchAndScreenPop'
  | 'saveLog'
  | 'runAction'
  | 'refreshView'
  | 'getAppViewInfo'
  | 'getCallCenterSettings'
  | 'getSoftphoneLayout'
  | 'getDirectoryNumbers'
  | 'notifyInitializationComplete'
  | 'completeWork'
  | 'refreshObject'
  | 'isInConsole'
  | 'prepareTransfer'
  | 'acceptTransfer'
  | 'setSoftphonePanelHeight'
  | 'setSoftphonePanelWidth'
  | 'setSoftphonePanelIcon'
  | 'setSoftphonePanelLabel'
  | 'setSoftphonePanelVisibility'
  | 'isSoftphonePanelVisible'
  | 'setSoftphoneItemIcon'
  | 'setSoftphoneItemLabel'
  | 'publish'
  | 'claim'
>;

/** Of whatever a page passes, without throwing: what is neither, the CRM's side refuses by name. */
const isRecord = (log: CallLog | NewRecordLog): log is NewRecordLog => typeof log === 'object' && log !== null && 'fields' in log;

export const createCrmMethods = (ask: Ask): AskingMethods => {
  const setPanel = (settings: PanelSettings, options?: CallOptions) => ask('setPanel', settings, options);

  return {
    search: (query, options) => ask('search', query, options),
    screenPop: (target, options) => ask('screenPop', target, options),
    searchAndScreenPop: (request, options) => ask('searchAndScreenPop', request, options),
    saveLog: (log, options) => (isRecord(log) ? ask('saveRecord', { ...log, id: log.id ?? crypto.randomUUID() }, options) : ask('saveLog', log, options)),
    runAction: (name, params, options) => ask('runAction', { name, params }, options),
    refreshView: (options) => ask('refreshView', undefined, options),
    getAppViewInfo: (options) => ask('getAppViewInfo', undefined, options),
    getCallCenterSettings: (options) => ask('getCallCenterSettings', undefined, options),
    getSoftphoneLayout: (options) => ask('getSoftphoneLayout', undefined, options),
    getDirectoryNumbers: (query = {}, options) => ask('getDirectoryNumbers', query, options),
    notifyInitializationComplete: (options) => ask('notifyInitializationComplete', undefined, options),
    completeWork: (completion, options) => ask('completeWork', completion, options),
    refreshObject: (refresh, options) => ask('refreshObject', refresh, options),
    isInConsole: (options) => ask('isInConsole', undefined, options),
    prepareTransfer: (request, options) => ask('prepareTransfer', request, options),
    acceptTransfer: (arrived, options) => ask('acceptTransfer', arrived, options),
    setSoftphonePanelHeight: (height, options) => setPanel({ height }, options),
    setSoftphonePanelWidth: (width, options) => setPanel({ width }, options),
    setSoftphonePanelIcon: (icon, options) => setPanel({ icon }, options),
    setSoftphonePanelLabel: (label, options) => setPanel({ label }, options),
    setSoftphonePanelVisibility: (visible, options) => setPanel({ visible }, options),
    isSoftphonePanelVisible: async (options) => (await ask('getPanel', undefined, options)).visible,
    setSoftphoneItemIcon: (itemIcon, options) => setPanel({ itemIcon }, options),
    setSoftphoneItemLabel: (itemLabel, options) => setPanel({ itemLabel }, options),
    publish: (channel, message, options) => ask('publish', { channel, message }, options),
    claim: (key, { id, ...options } = {}) => ask('claim', { key, id }, options),
  };
};
