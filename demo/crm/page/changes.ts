/** Tells every open tab of the CRM what has been saved, so that each shows it at once. */
export interface Change {
  /** The contact whose calls or data have changed; undefined when it belongs to none. */
  contactId: number | undefined;
  /** Its own data, not only its calls. */
  fields?: boolean | undefined;
}

const listeners = new Set<(change: Change) => void>();
const channel = new BroadcastChannel('demo-crm-changes');

const tell = (change: Change) => {
  for (const listener of listeners) listener(change);
};

channel.onmessage = ({ data }: MessageEvent<Change>) => tell(data);

export const changes = {
  publish(change: Change): void {
    channel.postMessage(change);
    tell(change);
  },
  /** @returns the function that ends it. */
  on(listener: (change: Change) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
