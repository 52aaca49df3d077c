/** Every name of Open CTI, spelled out once more, so that a row that is missing shows. */

export const lightningMethods = [
  'enableClickToDial',
  'disableClickToDial',
  'screenPop',
  'searchAndScreenPop',
  'getAppViewInfo',
  'saveLog',
  'runApex',
  'refreshView',
  'getCallCenterSettings',
  'getSoftphoneLayout',
  'setSoftphonePanelHeight',
  'setSoftphonePanelWidth',
  'setSoftphonePanelIcon',
  'setSoftphonePanelLabel',
  'setSoftphoneItemIcon',
  'setSoftphoneItemLabel',
  'setSoftphonePanelVisibility',
  'isSoftphonePanelVisible',
  'notifyInitializationComplete',
  'publish',
  'hvs.completeWork',
] as const;

export const lightningListeners = ['onClickToDial', 'onNavigationChange', 'hvs.onWorkStart', 'subscribe'] as const;
export const lightningOthers = ['unsubscribe'] as const;

export const classicMethods = [
  'isInConsole',
  'isVisible',
  'setVisible',
  'getPageInfo',
  'refreshPage',
  'refreshRelatedList',
  'screenPop',
  'searchAndScreenPop',
  'searchAndGetScreenPopUrl',
  'runApex',
  'saveLog',
  'cti.enableClickToDial',
  'cti.disableClickToDial',
  'cti.getCallCenterSettings',
  'cti.getSoftphoneLayout',
  'cti.getDirectoryNumbers',
  'cti.setSoftphoneHeight',
  'cti.setSoftphoneWidth',
  'cti.notifyInitializationComplete',
  'entityFeed.refreshObject',
  'entityFeed.reloadFrame',
] as const;

export const classicListeners = ['onFocus', 'cti.onClickToDial', 'entityFeed.onObjectUpdate'] as const;
