/** The address of a server that server-process.mjs starts for this test file, by name. */
export const testServer = async (name: string): Promise<string> => {
  const session = new URLSearchParams(location.search).get('wtr-session-id');
  const response = await fetch(`/test-servers/${name}?session=${session}`);
  if (!response.ok) throw new Error(`test/browser/server-process.mjs starts no server named ${name}`);
  return response.text();
};
