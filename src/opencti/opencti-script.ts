/** The script at `/support/api/<version>/lightning/opencti_min.js` and `opencti.js`. */
import { createLightning } from './lightning.ts';
import { extendSforce, openSession } from './page.ts';

const session = openSession();
extendSforce('opencti', () => createLightning(session));
