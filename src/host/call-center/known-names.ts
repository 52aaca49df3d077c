/** Names with a meaning of their own. All others belong to the vendor and are kept as they are. */

export const GENERAL_INFO = 'reqGeneralInfo';
export const DIALING_OPTIONS = 'reqDialingOptions';

/** Items by section. Those of the last line are of older versions, or of what is no softphone in a frame: known, and without effect. */
export const knownItems: ReadonlyMap<string, readonly string[]> = new Map([
  [
    GENERAL_INFO,
    [
      'reqInternalName',
      'reqDisplayName',
      'reqAdapterUrl',
      'reqUseApi',
      'reqSoftphoneHeight',
      'reqSoftphoneWidth',
      'reqSalesforceCompatibilityMode',
      'reqStandbyUrl',
      'reqTimeout',
      ...['reqCanvasNamespace', 'reqCanvasApiName', 'reqDescription', 'reqProgId', 'reqVersion', 'reqVendorInfoApiName'],
    ],
  ],
  [DIALING_OPTIONS, ['reqOutsidePrefix', 'reqLongDistPrefix', 'reqInternationalPrefix']],
]);

/** The last part of paths that every section and item has: as names they would stand in their way. */
export const reservedNames: ReadonlySet<string> = new Set(['label', 'sortOrder', 'internalNameLabel', 'displayNameLabel']);
