import { expect } from 'chai';
import { CtiError } from '../../../src/protocol/error.ts';
import { all, clearPage, mount, one, settle, shown, textOf, until } from './control-page.ts';
import { fakeAudio, someDevices } from './fake-audio.ts';
import { fakeDesktop } from './fake-desktop.ts';

const options = (element: Element, kind: string) => [...one<HTMLSelectElement>(element, `#${kind}`).options].map((option) => option.text);
const choose = async (element: Element, kind: string, value: string) => {
  const select = one<HTMLSelectElement>(element, `#${kind}`);
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await settle();
};

describe('the device picker', () => {
  afterEach(clearPage);

  it('is not there where the media does not run in the page', async () => {
    const element = await mount('ringframe-device-picker', fakeDesktop());
    expect(all(element, '*')).to.have.lengthOf(0);
  });

  it('lists what is plugged in, the default once, and selects it', async () => {
    const { audio } = fakeAudio();
    const element = await mount('ringframe-device-picker', fakeDesktop({ audio }));
    expect(options(element, 'microphone')).to.deep.equal(['System default', 'Desk microphone', 'Headset microphone (wireless)']);
    expect(options(element, 'speaker')).to.deep.equal(['System default', 'Desk loudspeaker', 'Headset (wireless)']);
    await choose(element, 'microphone', 'm2');
    await choose(element, 'speaker', 's1');
    expect(audio.selected).to.deep.equal({ microphone: 'm2', speaker: 's1' });
    await choose(element, 'microphone', '');
    expect(audio.selected.microphone).to.equal(undefined);
  });

  it('goes back to the device in use when another is refused, and says why', async () => {
    const fake = fakeAudio();
    await fake.audio.select({ microphone: 'm1' });
    const element = await mount('ringframe-device-picker', fakeDesktop({ audio: fake.audio }));
    fake.refuse(new CtiError('PERMISSION_DENIED', 'x'));
    await choose(element, 'microphone', 'm2');
    expect(one<HTMLSelectElement>(element, '#microphone').value).to.equal('m1');
    expect(textOf(one(element, '[role=alert]'))).to.include('The microphone is not allowed.');
  });

  it('says what is wrong when devices cannot be listed, are missing or have no names yet', async () => {
    const refused = fakeAudio();
    refused.refuseList(new CtiError('PERMISSION_DENIED', 'x'));
    expect(shown(await mount('ringframe-device-picker', fakeDesktop({ audio: refused.audio })))).to.include('The microphone is not allowed.');
    expect(shown(await mount('ringframe-device-picker', fakeDesktop({ audio: fakeAudio({ devices: [] }).audio })))).to.include('No microphone was found.');
    const unnamed = fakeAudio({ devices: [{ deviceId: 'm1', kind: 'microphone', label: '' }] });
    const element = await mount('ringframe-device-picker', fakeDesktop({ audio: unnamed.audio }));
    expect(options(element, 'microphone')).to.deep.equal(['System default', 'Microphone 1']);
    expect(shown(element)).to.include('Names appear once the microphone has been allowed.');
  });

  it('follows what is plugged in and pulled out', async () => {
    const fake = fakeAudio();
    await fake.audio.select({ microphone: 'm2' });
    const element = await mount('ringframe-device-picker', fakeDesktop({ audio: fake.audio }));
    fake.plug(someDevices.filter(({ deviceId }) => deviceId !== 'm2'));
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await until('the list is new', () => options(element, 'microphone').includes('Chosen device (not plugged in)'));
    expect(one<HTMLSelectElement>(element, '#microphone').value).to.equal('m2');
  });

  it('shows the level of the microphone in a call', async () => {
    const fake = fakeDesktop({ audio: fakeAudio().audio });
    const callId = fake.script.talk();
    const element = await mount('ringframe-device-picker', fake);
    expect(all(element, 'meter')).to.have.lengthOf(0);
    fake.script.quality(callId, { inputLevel: 0.4 });
    await settle();
    expect(one<HTMLMeterElement>(element, 'meter').value).to.equal(0.4);
    fake.script.end(callId);
    await settle();
    expect(all(element, 'meter')).to.have.lengthOf(0);
  });
});
