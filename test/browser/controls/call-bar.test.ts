import { expect } from 'chai';
import type { CallAction } from '../../../src/protocol/call.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import type { PhoneCommandName } from '../../../src/protocol/phone-commands.ts';
import { action, actions, all, clearPage, click, mount, one, place, settle, shown, textOf, type, until } from './control-page.ts';
import { allCapabilities, type Fake, fakeDesktop } from './fake-desktop.ts';

/**
 * The button each action must have. Two ways of transfer share a button and part in its panel. A party is dropped where it is listed;
 * call data are the page's to change.
 */
const buttonOf: Record<Exclude<CallAction, 'dropParty' | 'setCallData'>, string> = {
  answer: 'answer',
  reject: 'reject',
  hangUp: 'hangUp',
  hold: 'hold',
  retrieve: 'retrieve',
  mute: 'mute',
  unmute: 'unmute',
  sendDtmf: 'keypad',
  blindTransfer: 'transfer',
  consult: 'transfer',
  completeTransfer: 'completeTransfer',
  cancelConsult: 'cancelConsult',
  conference: 'conference',
  sendMessage: 'sendMessage',
  pushUrl: 'pushUrl',
};

const expected = (allowed: readonly CallAction[]): string[] => {
  const buttons = new Set(allowed.filter((name) => name !== 'dropParty' && name !== 'setCallData').map((name) => buttonOf[name]));
  // On a ringing call both mean the same.
  if (buttons.has('reject')) buttons.delete('hangUp');
  return [...buttons].sort();
};

const states: Record<string, (fake: Fake) => string> = {
  ringing: ({ script }) => script.ring(),
  talking: ({ script }) => script.talk(),
  'a chat': ({ script }) => script.talk({ callType: 'chat' }),
  muted: ({ script }) => {
    const id = script.talk();
    script.apply({ type: 'updated', callId: id, at: Date.now(), muted: true });
    return id;
  },
  'on hold': ({ script }) => {
    const id = script.talk();
    script.apply({ type: 'held', callId: id, at: Date.now(), by: 'local' });
    return id;
  },
  'held by the other side': ({ script }) => {
    const id = script.talk();
    script.apply({ type: 'held', callId: id, at: Date.now(), by: 'remote' });
    return id;
  },
  'signalling lost': ({ script }) => {
    const id = script.talk();
    script.apply({ type: 'updated', callId: id, at: Date.now(), signalling: 'lost' });
    return id;
  },
  calling: ({ script }) => {
    script.apply({ type: 'originated', callId: 'out', at: Date.now(), remote: { number: '204' } });
    return 'out';
  },
  failed: ({ script }) => {
    script.apply({ type: 'originated', callId: 'out', at: Date.now(), remote: { number: '204' } });
    script.apply({ type: 'failed', callId: 'out', at: Date.now(), cause: 'busy' });
    return 'out';
  },
  'consulted about': ({ script }) => {
    const id = script.talk();
    script.apply({ type: 'held', callId: id, at: Date.now(), by: 'local' });
    script.apply({ type: 'originated', callId: 'asked', at: Date.now(), remote: { number: '204' }, consultationFor: id });
    script.apply({ type: 'established', callId: 'asked', at: Date.now() });
    return id;
  },
  'a conference': ({ script }) => {
    const id = script.talk();
    script.apply({ type: 'conferenced', callId: id, at: Date.now(), by: 'remote', parties: [{ number: '1' }, { number: '2' }] });
    return id;
  },
  'the consultation': ({ script }) => {
    const id = script.talk();
    script.apply({ type: 'originated', callId: 'asked', at: Date.now(), remote: { number: '204' }, consultationFor: id });
    script.apply({ type: 'established', callId: 'asked', at: Date.now() });
    return 'asked';
  },
};

describe('the call bar', () => {
  afterEach(clearPage);

  describe('has exactly the buttons of the actions the phone reports', () => {
    const grants: Record<string, readonly PhoneCommandName[]> = {
      'all is granted': allCapabilities,
      'only hanging up is': ['dial', 'hangUp'],
      'nothing is': [],
      'no transfer is': allCapabilities.filter((name) => !['blindTransfer', 'consult', 'completeTransfer'].includes(name)),
      'no asking first is': allCapabilities.filter((name) => !['consult', 'completeTransfer'].includes(name)),
      'neither hold nor tones are': allCapabilities.filter((name) => !['hold', 'retrieve', 'sendDtmf'].includes(name)),
    };
    for (const [state, prepare] of Object.entries(states)) {
      for (const [grant, capabilities] of Object.entries(grants)) {
        it(`${state}, ${grant}`, async () => {
          const fake = fakeDesktop({ capabilities });
          const callId = prepare(fake);
          const bar = await mount('ringframe-call-bar', fake, { callId });
          const allowed = fake.script.call(callId)?.actions ?? [];
          // Ending the consultation is a matter of the other call, shown where the transfer is.
          const buttons = actions(bar).filter((name) => name !== 'cancelTransfer' && name !== 'dropParty');
          expect(actions(bar).includes('dropParty'), 'a way out for each party').to.equal(allowed.includes('dropParty'));
          expect(buttons.sort()).to.deep.equal(expected(allowed));
        });
      }
    }

    it('offers in the transfer panel the ways the phone has', async () => {
      const ways = async (capabilities: readonly PhoneCommandName[]) => {
        const fake = fakeDesktop({ capabilities });
        const bar = await mount('ringframe-call-bar', fake, { callId: fake.script.talk() });
        await click(bar, 'transfer');
        return actions(bar).filter((name) => name === 'blindTransfer' || name === 'consult');
      };
      expect(await ways(['answer', 'hangUp', 'blindTransfer'])).to.deep.equal(['blindTransfer']);
      expect(await ways(['answer', 'hangUp', 'consult'])).to.deep.equal(['consult']);
      expect(await ways(allCapabilities)).to.deep.equal(['consult', 'blindTransfer']);
    });
  });

  it('shows all calls but those that ring at the agent, oldest first, and drops what is over', async () => {
    const fake = fakeDesktop();
    const first = fake.script.talk({ remote: { number: '1', name: 'First' } });
    fake.script.talk({ remote: { number: '2', name: 'Second' } });
    fake.script.ring({ remote: { number: '3', name: 'Third' } });
    const bar = await mount('ringframe-call-bar', fake);
    const names = () => all(bar, '.name').map((name) => textOf(name));
    expect(names()).to.deep.equal(['First', 'Second']);
    bar.ringing = true;
    await settle();
    expect(names()).to.deep.equal(['First', 'Second', 'Third']);
    fake.script.end(first);
    await settle();
    expect(names()).to.deep.equal(['Second', 'Third']);
  });

  it('follows what the phone reports, not the click', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, { callId });
    const held = fake.script.hold('hold');
    await click(bar, 'hold');
    expect(action(bar, 'hold').getAttribute('aria-busy')).to.equal('true');
    expect(one(bar, '.card').dataset.state).to.equal('connected');
    // A second click while the first one runs must not become a second command: the gate is used up, it would pass.
    await click(bar, 'hold');
    expect(fake.script.call(callId)?.state).to.equal('connected');
    held.release();
    await settle();
    expect(actions(bar)).to.include('retrieve').and.not.include('hold');
    expect(action(bar, 'retrieve').hasAttribute('aria-busy')).to.equal(false);
    expect(shown(bar)).to.include('On hold');
  });

  it('keeps the focus on a button that becomes its opposite', async () => {
    const fake = fakeDesktop();
    const bar = await mount('ringframe-call-bar', fake, { callId: fake.script.talk() });
    action(bar, 'mute').focus();
    await click(bar, 'mute');
    expect(bar.shadowRoot?.activeElement).to.equal(action(bar, 'unmute'));
  });

  it('says in words what went wrong, and stays usable', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, { callId });
    const alert = one(bar, '[role=alert]');
    expect(textOf(alert)).to.equal('');
    fake.script.fail('hold', new CtiError('REFUSED', 'developers only'));
    await click(bar, 'hold');
    expect(one(bar, '[role=alert]')).to.equal(alert);
    expect(textOf(alert)).to.include('The phone system refused.').and.not.include('developers only');
    await click(bar, 'hold');
    expect(fake.script.call(callId)?.state).to.equal('held');
    expect(textOf(alert)).to.equal('');
  });

  it('has words for an error nobody knows, and lets it be dismissed', async () => {
    const fake = fakeDesktop();
    const bar = await mount('ringframe-call-bar', fake, { callId: fake.script.talk() });
    fake.script.fail('mute', new CtiError('FROM_THE_FUTURE', 'In words of the future.'));
    await click(bar, 'mute');
    expect(textOf(one(bar, '[role=alert]'))).to.include('In words of the future.');
    await click(bar, 'dismiss');
    expect(textOf(one(bar, '[role=alert]'))).to.equal('');
  });

  it('shows lost signalling with what still works, and that works', async () => {
    const fake = fakeDesktop();
    const callId = states['signalling lost']?.(fake) ?? '';
    const bar = await mount('ringframe-call-bar', fake, { callId });
    expect(textOf(one(bar, '[data-notice=signalling]'))).to.include('only hanging up works');
    await click(bar, 'hangUp');
    expect(fake.script.call(callId)).to.equal(undefined);
    expect(all(bar, '.card')).to.have.lengthOf(0);
  });

  it('says who put the agent on hold, and that the microphone is off', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, { callId });
    fake.script.apply({ type: 'held', callId, at: Date.now(), by: 'remote' });
    fake.script.apply({ type: 'updated', callId, at: Date.now(), muted: true });
    await settle();
    expect(textOf(one(bar, '[data-notice=remoteHeld]'))).to.equal('Ada Lind has put you on hold');
    expect(textOf(one(bar, '[data-notice=muted]'))).to.equal('Your microphone is off');
    expect(one(bar, '[data-notice=muted]').parentElement?.getAttribute('role')).to.equal('status');
  });

  it('hints at poor sound, and only then', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, { callId });
    fake.script.quality(callId);
    await settle();
    expect(all(bar, '[data-notice=quality]')).to.have.lengthOf(0);
    fake.script.quality(callId, { lossRatio: 0.06, roundTripMs: 420 });
    await settle();
    expect(textOf(one(bar, '[data-notice=quality]'))).to.equal('Sound quality: poor · 6% lost · 420 ms delay');
    fake.script.quality('another', { lossRatio: 0 });
    await settle();
    expect(all(bar, '[data-notice=quality]')).to.have.lengthOf(1);
  });

  it('tells why a call failed', async () => {
    const fake = fakeDesktop();
    const bar = await mount('ringframe-call-bar', fake, { callId: states.failed?.(fake) });
    expect(textOf(one(bar, '.state'))).to.equal('Busy');
  });

  it('counts time by a clock that does not jump, and does not announce each second', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk({ agoMs: 65_500 });
    const bar = await mount('ringframe-call-bar', fake, { callId });
    expect(textOf(one(bar, '[role=timer]'))).to.match(/^1:0[5-7]$/);
    expect(one(bar, '[role=timer]').closest('[aria-live], [role=status], [role=alert]')).to.equal(null);
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
    try {
      bar.requestUpdate();
      await settle();
      expect(textOf(one(bar, '[role=timer]'))).to.match(/^1:0[5-7]$/);
    } finally {
      Date.now = now;
    }
    const before = textOf(one(bar, '[role=timer]'));
    await until('the timer moves on', () => textOf(one(bar, '[role=timer]')) !== before);
  });

  it('sends tones from its keypad in the order of the keys', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, { callId });
    await click(bar, 'keypad');
    const first = fake.script.hold('sendDtmf');
    for (const key of ['1', '#', '5']) one(bar, `[data-key='${key}']`).click();
    await settle();
    expect(fake.script.tones(callId)).to.equal('');
    first.release();
    await settle();
    expect(fake.script.tones(callId)).to.equal('1#5');
    expect(textOf(one(bar, 'output'))).to.equal('1#5');
  });

  it('hands a call on at once, and closes nothing when that is refused', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, { callId });
    await click(bar, 'transfer');
    one<HTMLInputElement>(bar, '.panel input').value = ' 204 ';
    fake.script.fail('blindTransfer', new CtiError('BUSY', 'x'));
    await click(bar, 'blindTransfer');
    expect(textOf(one(bar, '[role=alert]'))).to.include('The other party is busy.');
    expect(one<HTMLInputElement>(bar, '.panel input').value).to.equal(' 204 ');
    await click(bar, 'blindTransfer');
    expect(fake.script.transfers).to.deep.equal([{ callId, to: '204' }]);
    expect(all(bar, '.card')).to.have.lengthOf(0);
  });

  it('does not hand a call on while it is still asking', async () => {
    const fake = fakeDesktop();
    const bar = await mount('ringframe-call-bar', fake, { callId: fake.script.talk() });
    await click(bar, 'transfer');
    one<HTMLInputElement>(bar, '.panel input').value = '204';
    const held = fake.script.hold('consult');
    await click(bar, 'consult');
    expect(action(bar, 'blindTransfer').getAttribute('aria-disabled')).to.equal('true');
    await click(bar, 'blindTransfer');
    expect(fake.script.transfers).to.deep.equal([]);
    held.release();
    await settle();
    expect(fake.desktop.calls).to.have.lengthOf(2);
  });

  it('asks first, then completes or goes back', async () => {
    const fake = fakeDesktop();
    const callId = fake.script.talk();
    const bar = await mount('ringframe-call-bar', fake, undefined, place());
    const ask = async () => {
      await click(bar, 'transfer');
      one<HTMLInputElement>(bar, '.panel input').value = '204';
      await click(bar, 'consult');
      const id = fake.desktop.calls.find((call) => call.consultationFor === callId)?.id ?? '';
      expect(textOf(one(bar, '[data-notice=asking]'))).to.equal('Calling 204 about this call…');
      fake.script.apply({ type: 'established', callId: id, at: Date.now() });
      await settle();
      expect(textOf(one(bar, '[data-notice=asking]'))).to.equal('204 is on the line about this call');
      expect(textOf(one(bar, '[data-notice=consultation]'))).to.equal('Asking about the call with Ada Lind');
    };
    await ask();
    await click(bar, 'cancelConsult');
    expect(fake.desktop.calls.map(({ id, state }) => [id, state])).to.deep.equal([[callId, 'connected']]);
    await ask();
    await click(bar, 'completeTransfer');
    expect(fake.desktop.calls).to.deep.equal([]);
    expect(fake.script.transfers).to.deep.equal([{ callId, to: '204' }]);
  });

  it('ends a consultation and leaves the call on hold where the phone does no more', async () => {
    const fake = fakeDesktop({ capabilities: allCapabilities.filter((name) => name !== 'cancelConsult') });
    const callId = states['consulted about']?.(fake) ?? '';
    const bar = await mount('ringframe-call-bar', fake, { callId });
    await click(bar, 'cancelTransfer');
    expect(fake.desktop.calls.map(({ id, state }) => [id, state])).to.deep.equal([[callId, 'held']]);
    expect(actions(bar)).not.to.include('cancelTransfer');
  });

  describe('notes', () => {
    it('are handed over when typing pauses, and no redraw takes a letter back', async () => {
      const fake = fakeDesktop();
      const callId = fake.script.talk({ context: { notes: 'before' } });
      const bar = await mount('ringframe-call-bar', fake, { callId });
      const field = one<HTMLTextAreaElement>(bar, 'textarea');
      expect(field.value).to.equal('before');
      await type(field, 'before and after');
      fake.script.quality(callId);
      await settle();
      expect(field.value).to.equal('before and after');
      await until('the notes are handed over', () => fake.script.contextOf(callId).notes === 'before and after');
    });

    it('are not lost when the call ends in the middle of a word', async () => {
      const fake = fakeDesktop();
      const callId = fake.script.talk();
      const bar = await mount('ringframe-call-bar', fake, { callId });
      await type(one<HTMLTextAreaElement>(bar, 'textarea'), 'Wants 40 pal');
      fake.script.end(callId);
      await settle();
      expect(fake.script.contextOf(callId).notes).to.equal('Wants 40 pal');
    });

    it('stay in the field when they could not be handed over', async () => {
      const fake = fakeDesktop();
      const callId = fake.script.talk();
      const bar = await mount('ringframe-call-bar', fake, { callId });
      fake.script.fail('setContext', new CtiError('NOT_READY', 'x'));
      const field = one<HTMLTextAreaElement>(bar, 'textarea');
      await type(field, 'kept');
      field.dispatchEvent(new FocusEvent('blur'));
      await settle();
      expect(field.value).to.equal('kept');
      expect(textOf(one(bar, '[role=alert]'))).to.include('no connection to the CRM');
    });
  });

  it('shows names as text, whatever is in them', async () => {
    const fake = fakeDesktop();
    const name = '<img src=x onerror="window.pwned=1">';
    const bar = await mount('ringframe-call-bar', fake, { callId: fake.script.talk({ remote: { number: '1', name } }) });
    expect(textOf(one(bar, '.name'))).to.equal(name);
    expect(all(bar, 'img')).to.have.lengthOf(0);
  });
});
