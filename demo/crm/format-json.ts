/** Characters of a line of an editor that is not scrolled sideways. */
const LINE_LENGTH = 66;

/** JSON as people write it: on one line what fits on one, the rest one item a line. */
export const formatJson = (value: unknown, indent = ''): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const entries: [string, unknown][] = Array.isArray(value) ? value.map((item) => ['', item]) : Object.entries(value).filter(([, item]) => item !== undefined);
  const items = entries.map(([name, item]) => `${name && `${JSON.stringify(name)}: `}${formatJson(item, inner)}`);
  const space = open === '{' ? ' ' : '';
  const line = items.length === 0 ? `${open}${close}` : `${open}${space}${items.join(', ')}${space}${close}`;
  if (indent !== '' && !line.includes('\n') && indent.length + line.length <= LINE_LENGTH) return line;
  return `${open}\n${items.map((item) => `${inner}${item}`).join(',\n')}\n${indent}${close}`;
};
