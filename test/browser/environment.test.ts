/** The ground the other browser tests stand on. When one of these fails, look here first. */
import { expect } from 'chai';
import * as JsSIP from 'jssip';
import { LitElement } from 'lit';
import * as z from 'zod/mini';
import { fixture, origins } from './origins.ts';

interface Report {
  origin: string;
  stored: string | null;
  packages: string[];
  drawn: string;
  microphone: number | string;
}

const open = async (url: string, allow = '') => {
  const frame = document.createElement('iframe');
  frame.allow = allow;
  const next = () =>
    new Promise<unknown>((resolve) => {
      const listen = (event: MessageEvent) => {
        if (event.source !== frame.contentWindow) return;
        removeEventListener('message', listen);
        resolve(event.data);
      };
      addEventListener('message', listen);
    });
  const loaded = next();
  frame.src = url;
  document.body.append(frame);
  expect(await loaded).to.equal('loaded');
  const answer = next();
  frame.contentWindow?.postMessage('report', new URL(url).origin);
  const report = (await answer) as Report;
  frame.remove();
  return report;
};

describe('the test environment', () => {
  it('loads packages, CommonJS ones too', () => {
    expect(z.parse(z.string(), 'text')).to.equal('text');
    expect(new JsSIP.URI('sip', 'alice', 'pbx.example').toString()).to.equal('sip:alice@pbx.example');
    expect(LitElement.prototype).to.be.instanceOf(HTMLElement);
  });

  for (const origin of [origins.ip, origins.subdomain]) {
    it(`runs a page of ${new URL(origin).hostname} in a frame, with storage of its own`, async () => {
      localStorage.setItem('environment', 'of the test page');
      const report = await open(fixture('environment.html', origin), 'microphone');
      expect(report.origin).to.equal(origin);
      expect(origin).not.to.equal(location.origin);
      expect(report.stored).to.equal(null);
      expect(report.packages).to.deep.equal(['function', 'function', 'function', 'function']);
      expect(report.drawn).to.equal('drawn');
      expect(report.microphone).to.equal(1);
    });
  }

  it('refuses the microphone to a frame that was not given it', async () => {
    const report = await open(fixture('environment.html', origins.ip));
    expect(report.microphone).to.equal('NotAllowedError');
  });

  it('serves a fixture with the status and headers a test asks for, and nothing added', async () => {
    const response = await fetch(fixture('environment.html', location.origin, 'status=404&header=X-Frame-Options:DENY'));
    expect(response.status).to.equal(404);
    expect(response.headers.get('X-Frame-Options')).to.equal('DENY');
    expect(await response.text()).not.to.contain('web-dev-server');
  });

  it('has a fake microphone that makes sound', async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const deadline = performance.now() + 5_000;
    let energy = 0;
    while (energy < 1e-6 && performance.now() < deadline) {
      await new Promise(requestAnimationFrame);
      analyser.getFloatTimeDomainData(samples);
      energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    }
    for (const track of stream.getTracks()) track.stop();
    await context.close();
    expect(energy).to.be.greaterThan(1e-6);
  });

  it('connects two peers over loopback', async () => {
    const [caller, callee] = [new RTCPeerConnection({ iceServers: [] }), new RTCPeerConnection({ iceServers: [] })];
    caller.onicecandidate = ({ candidate }) => candidate && callee.addIceCandidate(candidate);
    callee.onicecandidate = ({ candidate }) => candidate && caller.addIceCandidate(candidate);
    const opened = new Promise((resolve) => {
      caller.createDataChannel('test').onopen = resolve;
    });
    await caller.setLocalDescription();
    await callee.setRemoteDescription(caller.localDescription as RTCSessionDescription);
    await callee.setLocalDescription();
    await caller.setRemoteDescription(callee.localDescription as RTCSessionDescription);
    await opened;
    caller.close();
    callee.close();
  });
});
