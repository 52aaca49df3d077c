/** Puts a softphone into the page: all that a CRM developer has to call. */
import type { PopRule } from 'ringframe';
import { type CallCenter, type Crm, callCenterMountOptions, importCallCenter, mountSoftphone, type PanelOptions, type Softphone } from 'ringframe/host';
import type { CallCentreAgentId } from '../../../call-centre/agents.ts';
import type { CrmConfig } from '../../api-types.ts';
import { knownNames } from '../../known-names.ts';
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
  /** What decides about the calls of the call centre. */
  popRules: () => Promise<readonly PopRule[]>;
}

/** An agent of the call centre: rules instead of a layout, and a session for each call. */
const mountAgent = async (agent: CallCentreAgentId, panel: PanelOptions, { config, crm, popRules }: MountPhoneOptions): Promise<Softphone> =>
  mountSoftphone({
    src: `${config.softphoneUrl}/call-centre?agent=${agent}`,
    crm: crm(undefined),
    popRules: await popRules(),
    knownNames,
    sessions: { user: { id: agent, name: nameOf(agent) } },
    panel,
  });

export const mountPhone = async (kind: SoftphoneKind, options: MountPhoneOptions): Promise<Softphone> => {
  const { config, crm } = options;
  const panel: PanelOptions = { visible: wideEnough.matches, label: nameOf(kind), itemLabel: 'Softphone', remember: `demo-crm-${kind}` };
  const size = { height: SOFTPHONE_HEIGHT, width: SOFTPHONE_WIDTH };
  const agent = agentOfKind(kind);
  if (agent !== undefined) return mountAgent(agent, { ...panel, ...size }, options);
  if (kind === 'sip') return mountSoftphone({ src: config.softphoneUrl, crm: crm(undefined), softphoneLayout, panel: { ...panel, ...size } });
  const callCenter = await loadCallCenter(config);
  const imported = callCenterMountOptions(callCenter);
  // A definition names one page. The vendor's other one is in a section of the vendor's own.
  const classic = new URL(callCenter.settings['/demoPhone/classicAdapterUrl'] ?? '/', config.softphoneUrl).href;
  return mountSoftphone({
    ...imported,
    src: kind === 'lightning' ? imported.src : classic,
    crm: crm(callCenter),
    softphoneLayout,
    panel: { ...panel, ...imported.panel },
  });
};
