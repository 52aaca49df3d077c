/** Sessions of a CRM, loaded where they are on. */
import { type CarryOutOptions, carryOut } from './carry-out.ts';
import { createSessionBook, type SessionBookOptions } from './session-book.ts';

export const createSessions = (options: SessionBookOptions) => {
  const book = createSessionBook(options);
  const { face, valuesFor, dispose } = book;
  return {
    face,
    valuesFor,
    dispose,
    get list() {
      return book.list;
    },
    get focused() {
      return book.focused;
    },
    get globals() {
      return book.globals;
    },
    /** USD's `CopyToContext`: into a session, or the global one. */
    copy: (id: string | undefined, values: Readonly<Record<string, string>>) => (id === undefined ? face.setGlobals(values) : face.setValues(id, values)),
    carryOut: (request: Omit<CarryOutOptions, 'book' | 'crm' | 'callerName'>) => {
      const callerName = options.state.calls.find(({ id }) => id === request.callId)?.remote.name;
      return carryOut({ ...request, book, crm: options.crm, callerName });
    },
  };
};

export type SessionsPart = ReturnType<typeof createSessions>;
