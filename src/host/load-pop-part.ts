/** The first stage of rules, sessions and phone actions: what a CRM holds from the start. All that does something is `pop-part.ts`. */
import { onePart } from '../bridge/load-part.ts';
import { CtiError } from '../protocol/error.ts';
import { lateFunctions } from './late-functions.ts';
import type { PopPart, PopPartOptions } from './pop-part.ts';
import type { Sessions } from './sessions/session.ts';
import type { Softphone } from './softphone.ts';

export const loadPopPart = (options: PopPartOptions) => {
  const { popRules, softphoneLayout, sessions } = options;
  let part: PopPart | undefined;
  let disposed = false;

  const load = onePart(async () => {
    const { createPopPart } = await import('./pop-part.ts');
    const made = await createPopPart(options);
    if (disposed) {
      made.sessions?.dispose();
      throw new CtiError('DISPOSED', 'The softphone was removed from the page.');
    }
    part = made;
    return made;
  });
  const loadSessions = async () => {
    if (!sessions) throw new CtiError('NOT_SUPPORTED', 'This softphone was mounted without `sessions`.');
    if (disposed) throw new CtiError('DISPOSED', 'The softphone was removed from the page.');
    return (await load()).sessions?.face as Omit<Sessions, 'list' | 'focused' | 'globals'>;
  };

  const face: Pick<Softphone, 'setPopRules' | 'setSoftphoneLayout' | 'phoneActions' | 'sessions'> = {
    ...lateFunctions(async () => (await load()).rules, ['setPopRules', 'setSoftphoneLayout']),
    phoneActions: lateFunctions(async () => (await load()).phoneActions, ['dial', 'transfer', 'conference', 'hangUp']),
    sessions: {
      ...lateFunctions(loadSessions, ['open', 'focus', 'setValues', 'setGlobals', 'openTab', 'showTab', 'closeTab', 'choose', 'fill', 'close']),
      get list() {
        return part?.sessions?.list ?? [];
      },
      get focused() {
        return part?.sessions?.focused;
      },
      get globals() {
        return part?.sessions?.globals ?? {};
      },
    },
  };

  return {
    load,
    face,
    /** Something was set up, so that it is worth loading before the first call. */
    isSetUp: Boolean(popRules ?? softphoneLayout ?? sessions),
    get layout() {
      return part ? part.rules.layout : softphoneLayout;
    },
    dispose(): void {
      disposed = true;
      part?.sessions?.dispose();
    },
  };
};

export type LoadingPopPart = ReturnType<typeof loadPopPart>;
