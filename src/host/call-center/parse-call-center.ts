/** Reads a call center definition of Open CTI. Pure: in a browser and in Node alike. */
import { isCallCenterSettings } from '../../protocol/call-center.ts';
import { CtiError } from '../../protocol/error.ts';
import { MAX_DEFINITION_LENGTH, MAX_SETTINGS, MAX_SETTINGS_LENGTH } from '../../protocol/limits.ts';
import type { CallCenter, CallCenterOptions } from './call-center.ts';
import { checkNames } from './check-names.ts';
import { checkSortOrders } from './check-sort-orders.ts';
import { createFindings } from './findings.ts';
import { createPositions } from './positions.ts';
import { readDefinition } from './read-definition.ts';
import { readDialingOptions } from './read-dialing-options.ts';
import { readGeneralInfo } from './read-general-info.ts';
import { requireBaseUrl } from './read-url.ts';
import { normalizeLines, readXml } from './read-xml.ts';
import { toSettings } from './to-settings.ts';

const requireText = (xml: unknown): string => {
  if (typeof xml !== 'string') throw new CtiError('INVALID_ARGUMENT', 'A call center definition is given as the text of its XML.');
  if (xml.length > MAX_DEFINITION_LENGTH) {
    throw new CtiError('INVALID_ARGUMENT', `A call center definition has at most ${MAX_DEFINITION_LENGTH} characters; this one has ${xml.length}.`, {
      details: { line: 1, column: 1, problems: [{ line: 1, column: 1, message: 'The file is too large.' }] },
    });
  }
  return normalizeLines(xml);
};

/**
 * @throws CtiError `INVALID_ARGUMENT` with everything that is wrong, in the order of the file, at most 100:
 * `details: { line, column, section?, item?, problems: CallCenterNote[] }`, where the first four are those of the first problem.
 */
export const parseCallCenter = (xml: string, options: CallCenterOptions = {}): CallCenter => {
  const baseUrl = requireBaseUrl(options.baseUrl);
  const text = requireText(xml);
  const findings = createFindings(createPositions(text));
  const root = readXml(text, findings);
  const place = { offset: root.start };

  const sections = readDefinition(root, findings);
  checkNames(sections, findings);
  checkSortOrders(sections, findings);
  const info = readGeneralInfo(sections, place, baseUrl, findings);
  findings.check();

  const settings = toSettings(sections);
  if (!isCallCenterSettings(settings)) {
    findings.refuse(place, `All in all there are more than ${MAX_SETTINGS} settings, or ${MAX_SETTINGS_LENGTH} characters of them. Remove some.`);
  }
  return { settings, ...info, dialing: readDialingOptions(sections, findings), warnings: findings.warnings };
};
