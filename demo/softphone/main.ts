/** The demo's softphone page: what a softphone vendor writes. */
import { defineControls } from 'ringframe/controls';
import { sipPhone } from 'ringframe/phone/sip';
import { attachPhone, type CrmConnection, connectToCrm, type Desktop } from 'ringframe/softphone';
import { agentOf, attachCallCentre } from './call-centre.ts';
import { loadConfig, type SoftphoneConfig } from './config.ts';
import { fieldsOfCaller } from './fields-of-caller.ts';
import { showAlone, showMessage, showRefusal } from './message.ts';
import { createPanel } from './panel.ts';
import { createRecording } from './recording.ts';
import { demoSettings, type Settings, storedSettings, storeSettings } from './settings.ts';
import { createSettingsDialog } from './settings-dialog.ts';

/** The phone in this page, at whichever SIP server the agent has chosen. */
const attachSip = (settings: Settings, crm: CrmConnection): Desktop => {
  const { server, user, password, displayName, country } = settings;
  const phone = sipPhone({ server, user, password, displayName: displayName || undefined });
  return attachPhone(phone, crm, { defaultCountry: country || undefined, defaultFieldValues: fieldsOfCaller });
};

const startSip = (main: HTMLElement, crm: CrmConnection, config: SoftphoneConfig): void => {
  let settings = storedSettings() ?? demoSettings(config);
  const panel = createPanel({ onSettings: () => dialog.open(settings) });
  let desktop: Desktop | undefined;

  const use = async (next: Settings): Promise<void> => {
    settings = next;
    panel.setDesktop(undefined);
    await desktop?.dispose();
    try {
      desktop = attachSip(next, crm);
      panel.setDesktop(desktop);
    } catch (error) {
      // The library refuses what it cannot dial with, for example an address that is none.
      desktop = undefined;
      panel.showProblem(error instanceof Error ? error.message : 'These settings cannot be used.');
    }
  };
  const dialog = createSettingsDialog((chosen) => {
    const isKept = storeSettings(chosen);
    void use(chosen ?? demoSettings(config)).then(() => {
      if (!isKept) panel.showProblem('This browser lets the softphone keep nothing: the settings last until the page is loaded again.');
    });
  });
  main.replaceChildren(panel.element, dialog.element);
  main.removeAttribute('aria-busy');
  void use(settings);
};

const startCallCentre = (main: HTMLElement, desktop: Desktop, { hasRecorder }: SoftphoneConfig): void => {
  const panel = createPanel({ recording: hasRecorder ? createRecording(desktop) : undefined });
  main.replaceChildren(panel.element);
  main.removeAttribute('aria-busy');
  panel.setDesktop(desktop);
};

const start = async (main: HTMLElement): Promise<void> => {
  let config: SoftphoneConfig;
  try {
    config = await loadConfig();
  } catch {
    return showMessage(main, 'The softphone could not be loaded');
  }
  if (window.parent === window) return showAlone(main, config);
  defineControls();
  try {
    const crm = await connectToCrm({ allowedOrigins: config.crmOrigins });
    const agent = agentOf(new URL(location.href));
    if (agent === undefined) startSip(main, crm, config);
    else startCallCentre(main, attachCallCentre(agent, crm, config), config);
  } catch (error) {
    showRefusal(main, error, config);
  }
};

const main = document.querySelector('main');
if (main) void start(main);
