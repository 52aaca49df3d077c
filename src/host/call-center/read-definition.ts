/** From elements to sections and items. What stands where it does not belong is a problem: left out in silence it would be a setting lost. */
import { XmlElement, XmlText } from '@rgrove/parse-xml';
import { MAX_DEFINITION_LABEL_LENGTH, MAX_SETTING_LENGTH } from '../../protocol/limits.ts';
import type { Item, Section } from './definition.ts';
import type { Findings, Place } from './findings.ts';

const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

const readSortOrder = (text: string | undefined, place: Place, findings: Findings): number | undefined => {
  if (text !== undefined && /^\s*\d{1,6}\s*$/.test(text)) return Number(text);
  findings.problem(place, text === undefined ? 'The attribute sortOrder is missing.' : 'sortOrder must be a whole number from 0.');
  return undefined;
};

const readLabel = (label: string | undefined, place: Place, findings: Findings): string | undefined => {
  if (label !== undefined && label.length > MAX_DEFINITION_LABEL_LENGTH) {
    findings.problem(place, `The label is longer than ${MAX_DEFINITION_LABEL_LENGTH} characters. Shorten it.`);
  }
  return label;
};

const readField = ({ attributes: { name, label, sortOrder, ...others } }: XmlElement, place: Place, findings: Findings) => {
  if (name === undefined) findings.problem(place, 'The attribute name is missing.');
  for (const other of Object.keys(others)) findings.warning(place, `The attribute ${shortened(other)} has no meaning here.`);
  return { label: readLabel(label, place, findings), sortOrder: readSortOrder(sortOrder, place, findings), place };
};

const readItem = (element: XmlElement, place: Place, findings: Findings): Item | undefined => {
  const field = readField(element, place, findings);
  let value = '';
  for (const child of element.children) {
    if (child instanceof XmlText) value += child.text;
    else if (child instanceof XmlElement) findings.problem(place, 'An item holds text only. Write < as &lt;.');
  }
  value = value.trim();
  if (value.length > MAX_SETTING_LENGTH) findings.problem(place, `The value is longer than ${MAX_SETTING_LENGTH} characters. Shorten it.`);
  return place.item === undefined ? undefined : { ...field, name: place.item, value };
};

/** The children of one kind, and a problem for each that is of another. */
const childrenOf = (parent: XmlElement, kind: string, place: Place, findings: Findings): XmlElement[] => {
  const found: XmlElement[] = [];
  for (const child of parent.children) {
    if (child instanceof XmlElement) {
      if (child.name === kind) found.push(child);
      else findings.problem({ ...place, offset: child.start }, `<${shortened(child.name)}> does not belong here: a ${parent.name} holds <${kind}> only.`);
    } else if (child instanceof XmlText && child.text.trim() !== '') {
      const blanks = child.text.length - child.text.trimStart().length;
      findings.problem({ ...place, offset: child.start + blanks }, `Text does not belong here: a ${parent.name} holds <${kind}> only.`);
    }
  }
  return found;
};

const readSection = (element: XmlElement, findings: Findings): Section | undefined => {
  const section = element.attributes.name;
  const place: Place = { offset: element.start, section };
  const field = readField(element, place, findings);
  const items = childrenOf(element, 'item', place, findings).flatMap(
    (item) => readItem(item, { offset: item.start, section, item: item.attributes.name }, findings) ?? [],
  );
  return section === undefined ? undefined : { ...field, name: section, items };
};

export const readDefinition = (root: XmlElement, findings: Findings): Section[] =>
  childrenOf(root, 'section', { offset: root.start }, findings).flatMap((section) => readSection(section, findings) ?? []);
