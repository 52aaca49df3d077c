/** What is wrong with a definition. All of it is collected, so that an administrator corrects a file once and not line by line. */
import { CtiError } from '../../protocol/error.ts';
import { MAX_DEFINITION_NAME_LENGTH, MAX_DEFINITION_NOTES } from '../../protocol/limits.ts';
import type { CallCenterNote } from './call-center.ts';
import type { PositionAt } from './positions.ts';

/** An element of the definition, by where it starts and what it is called. */
export interface Place {
  offset: number;
  section?: string | undefined;
  item?: string | undefined;
}

export interface Findings {
  problem(place: Place, message: string): void;
  warning(place: Place, message: string): void;
  /** For what leaves nothing to go on with: throws at once. */
  refuse(place: Place, message: string): never;
  /** @throws CtiError `INVALID_ARGUMENT` with all problems, if there are any. */
  check(): void;
  readonly warnings: CallCenterNote[];
}

interface Finding extends Place {
  message: string;
}

/** A name in the file may be of any length. */
const shown = (name: string | undefined): string | undefined =>
  name !== undefined && name.length > MAX_DEFINITION_NAME_LENGTH ? `${name.slice(0, MAX_DEFINITION_NAME_LENGTH)}…` : name;

const describe = ({ line, column, section, item, message }: CallCenterNote): string =>
  `Line ${line}, column ${column}${section === undefined ? '' : ` (${[section, item].filter((name) => name !== undefined).join('/')})`}: ${message}`;

export const createFindings = (positionAt: PositionAt): Findings => {
  const problems: Finding[] = [];
  const warnings: Finding[] = [];

  const notesOf = (findings: Finding[]): CallCenterNote[] =>
    findings
      .sort((a, b) => a.offset - b.offset)
      .slice(0, MAX_DEFINITION_NOTES)
      .map(({ offset, section, item, message }) => ({
        ...positionAt(offset),
        ...(section === undefined ? {} : { section: shown(section) }),
        ...(item === undefined ? {} : { item: shown(item) }),
        message,
      }));

  const failure = (): CtiError | undefined => {
    const notes = notesOf(problems);
    const [first] = notes;
    if (!first) return undefined;
    const { message: _, ...where } = first;
    const more = problems.length === 1 ? '' : ` Another ${problems.length - 1} in details.problems.`;
    return new CtiError('INVALID_ARGUMENT', `The call center definition cannot be used. ${describe(first)}${more}`, { details: { ...where, problems: notes } });
  };

  return {
    problem: (place, message) => void problems.push({ ...place, message }),
    warning: (place, message) => void warnings.push({ ...place, message }),
    refuse(place, message) {
      problems.push({ ...place, message });
      throw failure();
    },
    check() {
      const error = failure();
      if (error) throw error;
    },
    get warnings() {
      return notesOf(warnings);
    },
  };
};
