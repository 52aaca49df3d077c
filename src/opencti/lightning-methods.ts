/** The methods of `sforce.opencti` that are answered, each with how its arguments are read and what it does. */
import { CtiError } from '../protocol/error.ts';
import { MAX_PANEL_HEIGHT, MAX_PANEL_WIDTH, MIN_PANEL_HEIGHT, MIN_PANEL_WIDTH } from '../protocol/limits.ts';
import type { PlainData } from '../protocol/plain-data.ts';
import type { CrmConnection } from '../softphone/index.ts';
import { flagOf, functionOf, isObject, numberOf, objectOf, optionalTextOf, textOf, type Values } from './arguments.ts';
import type { OpenCtiResponse, Preparation } from './lightning-call.ts';
import { recordsById, viewPayload } from './payloads.ts';
import { parseQuery } from './query-string.ts';
import { recordLogOf } from './record-log.ts';
import { toScreenPopData, toTarget } from './screen-pop-data.ts';
import { searchRequestOf } from './search-request.ts';
import { createSubscriptions } from './subscriptions.ts';

type Act<Value> = (crm: CrmConnection, value: Value) => Promise<Partial<OpenCtiResponse> | void>;

/** Arguments are read when the method is called, so that the page may use its objects again. */
const reading =
  <Value>(read: (values: Values) => Value, act: Act<Value>): Preparation =>
  (values) => {
    const value = read(values);
    return (crm) => act(crm, value);
  };

const text = (name: string) => (values: Values) => textOf(values, name);

/** Without a callback the answer has nowhere to go. */
const asking = (ask: (crm: CrmConnection) => Promise<unknown>): Preparation =>
  reading(
    (values) => functionOf(values, 'callback'),
    async (crm) => ({ returnValue: await ask(crm) }),
  );

const readAction = (values: Values): { name: string; params: PlainData } => ({
  name: `${textOf(values, 'apexClass')}.${textOf(values, 'methodName')}`,
  params: isObject(values.methodParams) ? (values.methodParams as PlainData) : parseQuery(optionalTextOf(values, 'methodParams') ?? ''),
});

const messageOf = ({ message }: Values): PlainData => {
  if (message === undefined) throw new CtiError('INVALID_ARGUMENT', 'message must be what JSON can say, but is undefined.');
  return message as PlainData;
};

const readCompletion = (values: Values) =>
  ({ ...(isObject(values.attributes) ? values.attributes : undefined), workId: textOf(values, 'workId') }) as Parameters<CrmConnection['completeWork']>[0];

export const createLightningMethods = () => {
  const subscriptions = createSubscriptions();

  return {
    enableClickToDial: () => (crm) => crm.enableClickToDial(),
    disableClickToDial: () => (crm) => crm.disableClickToDial(),
    screenPop: reading(toTarget, (crm, target) => crm.screenPop(target)),
    searchAndScreenPop: reading(searchRequestOf, async (crm, request) => {
      const { matches, pop } = await crm.searchAndScreenPop(request);
      return { returnValue: { ...recordsById(matches), ...(pop && { SCREEN_POP_DATA: toScreenPopData(pop) }) } };
    }),
    saveLog: reading(
      (values) => recordLogOf(objectOf(values, 'value')),
      async (crm, log) => {
        // Pages read `recordId`; the guide speaks of the id.
        const { recordId = log.recordId } = await crm.saveLog(log);
        return { returnValue: { recordId, id: recordId } };
      },
    ),
    runApex: reading(readAction, async (crm, { name, params }) => ({ returnValue: { runApex: (await crm.runAction(name, params)) ?? null } })),
    refreshView: () => (crm) => crm.refreshView(),
    notifyInitializationComplete: () => (crm) => crm.notifyInitializationComplete(),
    getAppViewInfo: asking(async (crm) => viewPayload(await crm.getAppViewInfo())),
    getCallCenterSettings: asking((crm) => crm.getCallCenterSettings()),
    getSoftphoneLayout: asking((crm) => crm.getSoftphoneLayout()),
    isSoftphonePanelVisible: asking(async (crm) => ({ visible: await crm.isSoftphonePanelVisible() })),
    setSoftphonePanelHeight: reading(
      (values) => numberOf(values, 'heightPX', MIN_PANEL_HEIGHT, MAX_PANEL_HEIGHT),
      (crm, height) => crm.setSoftphonePanelHeight(height),
    ),
    setSoftphonePanelWidth: reading(
      (values) => numberOf(values, 'widthPX', MIN_PANEL_WIDTH, MAX_PANEL_WIDTH),
      (crm, width) => crm.setSoftphonePanelWidth(width),
    ),
    setSoftphonePanelVisibility: reading(
      (values) => flagOf(values, 'visible'),
      (crm, visible) => crm.setSoftphonePanelVisibility(visible),
    ),
    setSoftphonePanelIcon: reading(text('key'), (crm, key) => crm.setSoftphonePanelIcon(key)),
    setSoftphonePanelLabel: reading(text('label'), (crm, label) => crm.setSoftphonePanelLabel(label)),
    setSoftphoneItemIcon: reading(text('key'), (crm, key) => crm.setSoftphoneItemIcon(key)),
    setSoftphoneItemLabel: reading(text('label'), (crm, label) => crm.setSoftphoneItemLabel(label)),
    publish: reading(
      (values) => ({ channel: textOf(values, 'channelName'), message: messageOf(values) }),
      (crm, { channel, message }) => crm.publish(channel, message),
    ),
    subscribe: reading(
      (values) => ({ channel: textOf(values, 'channelName'), listener: functionOf(values, 'listener') }),
      async (crm, { channel, listener }) => ({ subscription: subscriptions.add(channel, await crm.subscribe(channel, listener)) }),
    ),
    unsubscribe: reading(
      (values) => textOf(objectOf(values, 'subscription'), 'id'),
      async (_, id) => subscriptions.end(id),
    ),
    'hvs.completeWork': reading(readCompletion, (crm, completion) => crm.completeWork(completion)),
  } satisfies Record<string, Preparation>;
};
