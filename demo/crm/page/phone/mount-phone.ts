/** Puts a softphone into the page: all that a CRM developer has to call. */
import { type CallCenter, type Crm, callCenterMountOptions, importCallCenter, mountSoftphone, type PanelOptions, type Softphone } from 'ringframe/host';
import type { CrmConfig } from '../../api-types.ts';
import { SOFTPHONE_HEIGHT, SOFTPHONE_WIDTH } from '../limits.ts';
import { agentOfKind, nameOf, type SoftphoneKind } from './softphone-kinds.ts';
import { softphoneLayout } from './softphone-layout.ts';

/** Beside the page there is room for the panel; else it waits, minimised, for somebody to open it, or for a call. */
const wideEnough = matchMedia('(min-width: 60rem)');

/** What an administrator has imported: the vendor's definition file, which is the same for Salesforce. */
const loadCallCenter = async ({ softphoneUrl }: CrmConfig): Promise<CallCenter> => {
  const response = await fetch('/call-center.xml');
  if (!response.ok) throw new Error(`The CRM's server answered ${response.status}.`);
  return importCallCenter(await response.text(), { baseUrl: softphoneUrl });
};

export interface MountPhoneOptions {
  config: CrmConfig;
  crm: (callCenter: CallCenter | undefined) => Crm;
}

export const mountPhone = async (kind: SoftphoneKind, { config, crm }: MountPhoneOptions): Promise<Softphone> => {
  const panel: PanelOptions = { visible: wideEnough.matches, label: nameOf(kind), itemLabel: 'Softphone', remember: `demo-crm-${kind}` };
  const agent = agentOfKind(kind);
  if (kind === 'sip' || agent !== undefined) {
    return mountSoftphone({
      src: agent === undefined ? config.softphoneUrl : `${config.softphoneUrl}/call-centre?agent=${agent}`,
      crm: crm(undefined),
      softphoneLayout,
      panel: { ...panel, height: SOFTPHONE_HEIGHT, width: SOFTPHONE_WIDTH },
    });
  }
  const callCenter = await loadCallCenter(config);
  const options = callCenterMountOptions(callCenter);
  // A definition names one page. The vendor's other one is in a section of the vendor's own.
  const classic = new URL(callCenter.settings['/demoPhone/classicAdapterUrl'] ?? '/', config.softphoneUrl).href;
  return mountSoftphone({
    ...options,
    src: kind === 'lightning' ? options.src : classic,
    crm: crm(callCenter),
    softphoneLayout,
    panel: { ...panel, ...options.panel },
  });
};
