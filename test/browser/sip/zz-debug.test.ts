const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));
describe('debug', () => {
  it('candidates in re-offers', async () => {
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    a.onicecandidate = ({ candidate }) => candidate && b.addIceCandidate(candidate);
    b.onicecandidate = ({ candidate }) => candidate && a.addIceCandidate(candidate);
    const s1 = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const t of s1.getTracks()) {
      a.addTrack(t, s1);
      b.addTrack(t, s1);
    }
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription!);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription!);
    await wait(1500);
    for (const pc of [a, b]) {
      const o = await pc.createOffer();
      console.log(pc.iceGatheringState, 'offer', (o.sdp!.match(/^(a=candidate|c=|a=end-of|a=setup|m=).*$/gm) ?? []).join(' | '));
      console.log('local', (pc.localDescription!.sdp.match(/^(a=candidate|c=|a=end|a=setup|m=).*$/gm) ?? []).join(' | '));
    }
    a.close();
    b.close();
  }).timeout(30000);
});
