/** What the panel shows of the calls. */
import { expect } from 'chai';
import { followCalls } from '../../../src/host/panel/follow-calls.ts';
import type { PanelOptions } from '../../../src/host/panel/panel.ts';
import type { Call } from '../../../src/protocol/call.ts';
import { clearPage, openPanel } from './panel-page.ts';

const call = (id: string, state: Call['state'], changes: Partial<Call> = {}): Call => ({
  id,
  direction: 'inbound',
  state,
  remoteState: 'connected',
  remote: { number: '+46812345678' },
  createdAt: 0,
  muted: false,
  signalling: 'up',
  actions: [],
  data: {},
  ...changes,
});

const follow = async (options: PanelOptions = {}) => {
  const { panel } = await openPanel(options);
  return { panel, calls: followCalls(panel, options) };
};

describe('the panel follows the calls', () => {
  afterEach(clearPage);

  it('a call that begins to ring raises it and says who it is; answered, it is calm; ended, it is bare', async () => {
    const { panel, calls } = await follow();
    calls([call('a', 'alerting', { remote: { number: '+46812345678', name: 'Berit' } })]);
    expect(panel.state).to.include({ visible: true, badge: '1', attention: 'Incoming call from Berit' });
    calls([call('a', 'connected')]);
    expect(panel.state).to.include({ visible: true, badge: '1', attention: false });
    calls([call('a', 'null')]);
    expect(panel.state).to.include({ visible: true, badge: '', attention: false });
  });

  it('an agent who closes it while it rings is heeded, until another call rings', async () => {
    const { panel, calls } = await follow();
    calls([call('a', 'alerting')]);
    panel.set({ visible: false });
    calls([call('a', 'alerting', { data: { queue: 'Sales' } })]);
    expect(panel.state).to.include({ visible: false, attention: 'Incoming call from +46812345678' });
    calls([call('a', 'alerting'), call('b', 'alerting', { remote: { number: '' } })]);
    expect(panel.state).to.include({ visible: true, badge: '2', attention: 'Incoming call' });
    calls([call('a', 'alerting')]);
    expect(panel.state).to.include({ badge: '1' });
    expect(panel.state.attention, 'one still rings').not.to.equal(false);
  });

  it('does not raise it where that is not wanted, and asks for attention all the same', async () => {
    const { panel, calls } = await follow({ raiseOnRing: false, strings: { incomingFrom: 'Anruf von {value}' } });
    calls([call('a', 'alerting')]);
    expect(panel.state).to.include({ visible: false, badge: '1', attention: 'Anruf von +46812345678' });
  });

  it('counts calls the agent makes, which ask for no attention', async () => {
    const { panel, calls } = await follow();
    calls([call('a', 'initiated', { direction: 'outbound' }), call('b', 'held'), call('c', 'failed')]);
    expect(panel.state).to.include({ visible: false, badge: '2', attention: false });
  });

  it('leaves a badge of the CRM alone while there are no calls', async () => {
    const { panel, calls } = await follow();
    panel.set({ badge: '!', attention: true });
    calls([]);
    expect(panel.state).to.include({ badge: '!', attention: true });
  });
});
