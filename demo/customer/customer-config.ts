/** What the page is told by `/config.json` of its own server. */
export interface CustomerConfig {
  /** Where the agent works, for a link. */
  crmUrl: string;
  /** The guest account of the demo's SIP server, which may call from any number. */
  sip: { server: string; user: string; password: string };
  /** Whom to call. */
  agent: { user: string };
  /** Whose number one may call from: contacts of the CRM. Numbers in E.164. Empty or missing: only a typed number. */
  callers?: { name: string; number: string }[] | undefined;
}

/** Rejects with a sentence for people when the demo's server does not answer as it should. */
export const loadConfig = async (): Promise<CustomerConfig> => {
  const response = await fetch('/config.json').catch(() => undefined);
  if (!response?.ok) throw new Error('The demo’s server does not answer. Is it still running?');
  // The page's own server: nobody else writes this.
  return (await response.json()) as CustomerConfig;
};
