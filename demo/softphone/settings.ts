/** Which phone system is used, and as whom. */
import { DEFAULT_COUNTRY, DEFAULT_NAME, type SoftphoneConfig } from './config.ts';

export interface Settings {
  server: string;
  user: string;
  password: string;
  displayName: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export const settingNames = ['server', 'user', 'password', 'displayName', 'country'] as const satisfies readonly (keyof Settings)[];

const KEY = 'demo-softphone-settings';

export const demoSettings = ({ sip }: SoftphoneConfig): Settings => ({ ...sip, displayName: DEFAULT_NAME, country: DEFAULT_COUNTRY });

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && settingNames.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');

/** The agent's own, or undefined while the demo's phone system is used. A browser may forbid storage in frames; then nothing is kept. */
export const storedSettings = (): Settings | undefined => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isSettings(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** False where the browser does not let this page keep anything. */
export const storeSettings = (settings: Settings | undefined): boolean => {
  try {
    if (settings === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(settings));
    return true;
  } catch {
    return false;
  }
};

/** What is wrong with it, by field, in words; empty when it can be tried. */
export const problemsOf = (settings: Settings): Partial<Record<keyof Settings, string>> => {
  const problems: Partial<Record<keyof Settings, string>> = {};
  const url = URL.canParse(settings.server) ? new URL(settings.server) : undefined;
  if (url?.protocol !== 'wss:' && url?.protocol !== 'ws:') problems.server = 'A WebSocket address is needed, such as wss://pbx.example/ws.';
  if (!/^[^\s@:;<>]+$/.test(settings.user)) problems.user = 'The user name is needed: the part before the @, without spaces.';
  if (settings.country !== '' && !/^[A-Z]{2}$/.test(settings.country)) problems.country = 'Two letters are needed, such as GB, or nothing.';
  return problems;
};
