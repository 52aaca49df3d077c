/** What the Cisco site has beside the call centre's agents. */

/** An agent whom the link does not know: the desk has a program of its own, which opens addresses of the generic listener. */
export const ownDesk = { agentId: '1003', number: '7003', name: 'Desk with its own program' } as const;

/** Phones nobody works at. */
export const followedPhones = [
  { number: '7009', name: 'Door phone' },
  { number: '7010', name: 'Hotline' },
] as const;

/** All of them, as somebody who calls chooses from. */
export const otherPhones = [ownDesk, ...followedPhones].map(({ number, name }) => ({ number, name }));

/** What callers can choose in the menu before an agent answers. */
export const menuTopics = ['Delivery', 'Invoice', 'Complaint'] as const;

/** Where the site keeps what the demo's programs and pages know of a call: Ringframe's names, and the site's. */
export const siteVariables = { 'ringframe.transfer': 'user.ringframe', topic: 'callVariable1', recording: 'user.recording' } as const;
