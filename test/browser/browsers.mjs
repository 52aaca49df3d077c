/** How the tests start each browser: fake devices, nothing that leaves this machine, storage partitioned as for users. */
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { sideBySide } from './side-by-side.mjs';

/** Shared with the end-to-end tests, which start Chromium through puppeteer-core themselves. */
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const firefoxPath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

export const chromiumFlags = [
  '--no-sandbox',
  '--headless=new',
  // Vendor look-ups happen even with background networking off; with this no name but our own resolves.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
  '--disable-background-networking',
  '--disable-component-update',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // ICE leaves loopback addresses out unless told otherwise.
  '--allow-loopback-in-peer-connection',
];

export const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  // Without a sound card an AudioContext would stay suspended for ever.
  'media.cubeb.force_mock_context': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'dom.storage_access.enabled': true,
  // Background traffic of the browser itself.
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.newtabpage.activity-stream.feeds.topsites': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.region.network.url': '',
  'captivedetect.canonicalURL': '',
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'geo.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'media.gmp-manager.url': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  'services.settings.server': '',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
};

const launchers = {
  chromium: () => chromeLauncher({ launchOptions: { executablePath: chromiumPath, args: chromiumFlags } }),
  firefox: () => puppeteerLauncher({ launchOptions: { browser: 'firefox', executablePath: firefoxPath, extraPrefsFirefox: firefoxPreferences } }),
};

/** Tests wait more than they work: two files at a time in each browser keep two cores busy, and leave them room. */
const AT_ONCE = 2;

/** @param {string | undefined} only `chromium` or `firefox`; both without it. */
export const browsers = (only) => {
  if (only && !Object.hasOwn(launchers, only)) throw new Error(`BROWSER=${only}: known are ${Object.keys(launchers).join(', ')}`);
  const names = only ? [only] : Object.keys(launchers);
  return names.map((name) => sideBySide(Array.from({ length: AT_ONCE }, launchers[name])));
};
