import { expect } from 'chai';
import { fixture } from '../origins.ts';
import { clearPage, place } from './control-page.ts';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

describe('under a strict content security policy', () => {
  afterEach(clearPage);

  it('all controls draw, styled, without one violation', async () => {
    const frame = document.createElement('iframe');
    const told = new Promise<MessageEvent>((resolve) =>
      addEventListener('message', function listen(event) {
        if (event.source !== frame.contentWindow) return;
        removeEventListener('message', listen);
        resolve(event);
      }),
    );
    frame.src = fixture('controls/strict-csp.html', location.origin, `header=${encodeURIComponent(`Content-Security-Policy:${policy}`)}`);
    place().append(frame);
    const { data } = await told;
    expect(data.before).to.deep.equal([]);
    expect(data.drawn).to.be.above(300);
    expect(data.styled).to.equal('grid');
    expect(data.after, 'the counter-check').to.be.above(0);
  });
});
