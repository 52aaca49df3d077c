/** The way into call-center/, which is loaded on use: a definition is read once, when somebody sets up the softphone. */
import type { CallCenter, CallCenterOptions } from './call-center/call-center.ts';

/**
 * Reads the call center definition of a softphone that was made for Open CTI: the XML that an administrator imports in Salesforce,
 * at most 500,000 characters, with all its sections. What can be used although it is odd is in `warnings`.
 *
 * @throws CtiError `INVALID_ARGUMENT` with everything that is wrong, in the order of the file, at most 100: `details: { line, column,
 * section?, item?, problems }`, where `problems` are `CallCenterNote`s and the rest is the place of the first. Also for a `baseUrl`
 * that is not https (or http on loopback).
 * @example
 * const callCenter = await importCallCenter(await file.text(), { baseUrl: location.href });
 * for (const { line, message } of callCenter.warnings) console.warn(`line ${line}: ${message}`);
 * mountSoftphone({ ...callCenterMountOptions(callCenter), crm });
 */
export const importCallCenter = async (xml: string, options?: CallCenterOptions): Promise<CallCenter> => {
  const { parseCallCenter } = await import('./call-center/parse-call-center.ts');
  return parseCallCenter(xml, options);
};
