/** The script at `/support/api/<version>/interaction.js`. */
import { createClassic } from './classic.ts';
import { extendSforce, openSession } from './page.ts';

const session = openSession();
extendSforce('interaction', () => createClassic(session));
