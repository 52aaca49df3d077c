/** What the messages of all scenarios are made of. */

/** One element of a scenario. */
export type Step = string;

/** One SIP message. sipp fills in what is in square brackets. */
export const message = (lines: readonly string[], body = ''): string =>
  `<![CDATA[\n${[...lines, body === '' ? 'Content-Length: 0' : 'Content-Length: [len]', '', body].join('\n')}\n]]>`;

const sdp = ['v=0', 'o=line 1 1 IN IP4 [local_ip]', 's=-', 'c=IN IP4 [local_ip]', 't=0 0'].join('\n');
/** Media sipp plays itself. */
export const streamed = `${sdp}\nm=audio [rtpstream_audio_port] RTP/AVP 0 101\na=rtpmap:0 PCMU/8000\na=rtpmap:101 telephone-event/8000\n`;
/** Media sipp sends back as it came (`-rtp_echo`). */
export const echoed = streamed.replace('[rtpstream_audio_port]', '[media_port]');

export const via = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]';
export const contact = 'Contact: <sip:line@[local_ip]:[local_port];transport=[transport]>';

/** Who calls whom. */
export interface Outgoing {
  from: string;
  to: string;
  headers?: readonly string[] | undefined;
}
