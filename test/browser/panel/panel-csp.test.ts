import { expect } from 'chai';
import { fixture } from '../origins.ts';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; require-trusted-types-for 'script'";

describe('under a strict content security policy', () => {
  it('the panel draws, styled, opens and closes, without one violation', async () => {
    const frame = document.createElement('iframe');
    const told = new Promise<MessageEvent>((resolve) =>
      addEventListener('message', function listen(event) {
        if (event.source !== frame.contentWindow) return;
        removeEventListener('message', listen);
        resolve(event);
      }),
    );
    frame.width = '600';
    frame.height = '600';
    frame.src = fixture('panel/strict-csp.html', location.origin, `header=${encodeURIComponent(`Content-Security-Policy:${policy}`)}`);
    document.body.append(frame);
    const { data } = await told;
    frame.remove();
    expect(data.before).to.deep.equal([]);
    expect(data.styled).to.deep.equal({ position: 'fixed', width: 250, height: 300 });
    expect(data.after, 'the counter-check').to.be.above(0);
  });
});
