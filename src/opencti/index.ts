/**
 * For the server of a CRM: serves the scripts under which softphones written for Salesforce Open CTI run unmodified.
 * @module
 */
import { createRoutes } from './create-routes.ts';
import { scripts } from './scripts.ts';

/**
 * Answers `GET` and `HEAD` of `/support/api/<any version>/lightning/opencti_min.js`, `…/opencti.js`,
 * `/support/api/<any version>/interaction.js` and `/support/console/<any version>/integration.js`, and `undefined` to everything
 * else. The softphone's page talks to the origin it has loaded its script from and to no other, so serve them from the CRM's own.
 *
 * @example
 * app.use((context, next) => openCtiRoutes(context.req.raw) ?? next());
 */
export const openCtiRoutes: (request: Request) => Response | undefined = createRoutes(scripts);
