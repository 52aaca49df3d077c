/** From text to elements. Whatever is no XML, or XML that could do harm, ends here. */
import { parseXml, type XmlElement, XmlError } from '@rgrove/parse-xml';
import type { Findings } from './findings.ts';

/**
 * Line ends as XML wants them read, and no byte order mark: offsets then count what an editor shows. The parser would do the same,
 * but takes quadratic time for it.
 */
export const normalizeLines = (xml: string): string => xml.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** Where the root element, or a document type, begins: after blanks, comments and instructions. */
const skipProlog = (xml: string): number => {
  let at = 0;
  for (;;) {
    while (/\s/.test(xml.charAt(at))) at += 1;
    const end = xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<?', at) ? '?>' : undefined;
    const found = end === undefined ? -1 : xml.indexOf(end, at + 2);
    if (end === undefined || found === -1) return at;
    at = found + end.length;
  }
};

/** The parser counts characters, where we count UTF-16 units. */
const offsetOf = (xml: string, characters: number): number => {
  let offset = 0;
  for (let index = 0; index < characters; index += 1) offset += (xml.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
};

/** Of the parser's message only the sentence: the excerpt below it may show a password. */
const adviceFor = (message: string): string => {
  if (/^(Unterminated reference|Named entity|Invalid character reference)/.test(message)) return 'A bare & is not allowed in XML: write it as &amp;.';
  const sentence = message.split(' (line ', 1)[0] ?? '';
  return `The XML is malformed: ${sentence.slice(0, 200)}.`;
};

const parse = (xml: string, start: number, findings: Findings): XmlElement | null => {
  try {
    return parseXml(xml, { includeOffsets: true }).root;
  } catch (error) {
    if (error instanceof XmlError) return findings.refuse({ offset: offsetOf(xml, error.pos) }, adviceFor(error.message));
    // The parser calls itself for each level, until the stack is used up.
    return findings.refuse({ offset: start }, 'The elements are nested too deeply. A definition has three levels: callCenter, section, item.');
  }
};

/** The element callCenter, with offsets in all that it holds. */
export const readXml = (xml: string, findings: Findings): XmlElement => {
  const start = skipProlog(xml);
  if (/^<!doctype/i.test(xml.slice(start, start + 9))) {
    findings.refuse({ offset: start }, 'A document type and its entities are not accepted. Remove the <!DOCTYPE …> and write out what its entities stand for.');
  }
  const root = parse(xml, start, findings);
  if (root?.name === 'callCenter') return root;
  const metadata = root?.name === 'CallCenter' ? ' A CallCenter of the Metadata API is another format: use the file that is imported in Setup.' : '';
  return findings.refuse({ offset: start }, `The root element must be <callCenter>.${metadata}`);
};
