/** The texts that `openCtiRoutes` serves. The build puts them in the place of this module (`rollup.config.mjs`); there are none in the source tree. */
import { CtiError } from '../protocol/error.ts';
import type { Script, ScriptName } from './create-routes.ts';

const missing = (): never => {
  throw new CtiError('NOT_SUPPORTED', 'openCtiRoutes serves scripts that only the built package has: run the build, and import ringframe/opencti.');
};

export const scripts: Readonly<Record<ScriptName, Script>> = {
  get opencti() {
    return missing();
  },
  get interaction() {
    return missing();
  },
  get integration() {
    return missing();
  },
};
