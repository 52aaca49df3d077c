/** `/config.json`: what this softphone was set up with by whoever runs it. */
export interface SoftphoneConfig {
  /** Origins of the CRMs that may embed this page. From the server, never from the address or a message. */
  crmOrigins: string[];
  /** The demo's phone system, and the agent's account there. */
  sip: { server: string; user: string; password: string };
  /** Address of the CTI link in front of the demo's call centre. */
  link: string;
  /** The call centre has somebody who serves requests to record calls. */
  hasRecorder?: boolean | undefined;
}

/** Country of the demo's agent: numbers without a prefix are read as numbers there. */
export const DEFAULT_COUNTRY = 'GB';
export const DEFAULT_NAME = 'Demo agent';

export const loadConfig = async (): Promise<SoftphoneConfig> => {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`The softphone's server answered ${response.status}.`);
  return (await response.json()) as SoftphoneConfig;
};
