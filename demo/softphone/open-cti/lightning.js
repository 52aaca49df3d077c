/** A softphone for Salesforce Lightning: of its CRM it knows `sforce.opencti` and nothing else. */
import { createAdapter } from './lightning-adapter.js';
import { loadScript, showAlone } from './load-script.js';

// Most softphones find the script by the page that frames them.
if (document.referrer && window.parent !== window) {
  loadScript(`${new URL(document.referrer).origin}/support/api/57.0/lightning/opencti_min.js`, () => createAdapter(document.querySelector('main')));
} else showAlone('Open the CRM, and choose this softphone in the menu at the top.');
