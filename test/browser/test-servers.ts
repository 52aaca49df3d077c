/** Addresses of the servers that servers.mjs starts for this browser, by name. */
export const testServer = async (name: string): Promise<string> => {
  const response = await fetch('/test-servers.json');
  const url = ((await response.json()) as Record<string, string>)[`${/firefox/i.test(navigator.userAgent) ? 'firefox' : 'chromium'}/${name}`];
  if (!url) throw new Error(`test/browser/servers.mjs starts no server named ${name}`);
  return url;
};
