/** The imports of a TypeScript file, read from its text. */
export interface Import {
  specifier: string;
  /** Nothing of it runs. */
  typeOnly: boolean;
}

const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** `type A, type B` and nothing else between the braces. */
const namesOnlyTypes = (clause: string) => {
  const names = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1];
  if (names === undefined) return false;
  const parts = names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return parts.length > 0 && parts.every((name) => name.startsWith('type '));
};

export const importsOf = (source: string): Import[] => {
  const code = withoutComments(source);
  const found: Import[] = [];
  for (const [, typeWord, clause = '', specifier = ''] of code.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]/gm)) {
    found.push({ specifier, typeOnly: Boolean(typeWord) || namesOnlyTypes(clause) });
  }
  for (const [, specifier = ''] of code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)) found.push({ specifier, typeOnly: false });
  for (const [, specifier = ''] of code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g)) found.push({ specifier, typeOnly: false });
  return found;
};
