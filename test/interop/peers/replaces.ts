/** sipp as the transferred party of an attended transfer. */
import { receive } from './scenario.ts';
import { contact, message, type Outgoing, type Step, streamed, via } from './scenario-message.ts';

/** Keeps what a REFER says is to be replaced (RFC 3891), which is percent-encoded in its Refer-To. */
export const rememberReplaces =
  '<action><ereg regexp="Replaces=([^%]+)%3[Bb]to-tag%3[Dd]([^%]+)%3[Bb]from-tag%3[Dd]([^%;&gt;]+)" search_in="hdr" header="Refer-To:"' +
  ' check_it="true" assign_to="replaces,replacedCall,replacedTo,replacedFrom"/></action>';

/** A second call beside the first, with a Call-ID that sipp still takes for its own; it replaces the remembered one and is answered. */
export const callReplacing = ({ from, to }: Outgoing): Step[] => {
  const about = [via, `From: <sip:${from}@[local_ip]:[local_port]>;tag=second-[pid]`, 'Call-ID: second///[call_id]', contact, 'Max-Forwards: 70'];
  return [
    `<send retrans="500">${message(
      [
        `INVITE sip:${to}@[remote_ip]:[remote_port] SIP/2.0`,
        ...about,
        `To: <sip:${to}@[remote_ip]:[remote_port]>`,
        'CSeq: [cseq] INVITE',
        'Replaces: [$replacedCall];to-tag=[$replacedTo];from-tag=[$replacedFrom]',
        'Content-Type: application/sdp',
      ],
      streamed,
    )}</send>`,
    receive(100, { optional: true }),
    receive(180, { optional: true, keepRoute: false }),
    receive(200, {
      keepRoute: false,
      action: '<action><ereg regexp="sip:[^&gt;]+" search_in="hdr" header="Contact:" check_it="true" assign_to="secondContact"/></action>',
    }),
    `<send>${message(['ACK [$secondContact] SIP/2.0', ...about, 'Route: <sip:[remote_ip]:[remote_port];lr>', '[last_To:]', 'CSeq: [cseq] ACK'])}</send>`,
  ];
};
