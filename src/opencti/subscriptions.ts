/** What a page gets for a subscription, and hands back to end it. */
export interface Subscription {
  id: string;
  channelName: string;
}

export const createSubscriptions = () => {
  const ends = new Map<string, () => void>();
  let last = 0;
  return {
    add(channelName: string, end: () => void): Subscription {
      last += 1;
      ends.set(String(last), end);
      return { id: String(last), channelName };
    },
    end(id: string): void {
      ends.get(id)?.();
      ends.delete(id);
    },
  };
};
