/** The script at `/support/console/<version>/integration.js`. It connects nothing by itself: pages load it that are no softphone. */
import { createConsole } from './console.ts';
import { extendSforce, findSession } from './page.ts';

extendSforce('console', () => createConsole(findSession));
