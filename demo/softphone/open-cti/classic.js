/** A softphone for Salesforce Classic: of its CRM it knows `sforce.interaction` and `sforce.console`, and nothing else. */
import { createAdapter } from './classic-adapter.js';
import { loadScript, showAlone } from './load-script.js';

// Classic names the CRM in the address of the frame.
const origin = new URLSearchParams(location.search).get('sfdcIFrameOrigin');

if (origin && window.parent !== window) {
  loadScript(`${origin}/support/api/40.0/interaction.js`, () =>
    loadScript(`${origin}/support/console/40.0/integration.js`, () => createAdapter(document.querySelector('main'))),
  );
} else showAlone('Open the CRM, and choose this softphone in the menu at the top.');
