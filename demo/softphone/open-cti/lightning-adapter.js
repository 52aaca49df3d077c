/** Between the telephone and `sforce.opencti`: what the telephone does is told to the CRM, what the CRM tells the telephone does. */
import { element } from './element.js';
import { lightningMethods } from './lightning-methods.js';
import { createLog } from './log.js';
import { createMethods } from './methods.js';
import { createPhone } from './phone.js';
import { taskOf } from './task.js';

export const createAdapter = (main) => {
  const opencti = window.sforce.opencti;
  const log = createLog();
  /** The record that was on the CRM's screen last. */
  const view = { recordId: '' };
  let layout;
  /** Work of the CRM that waits for its call. */
  let work;

  /** Calls a method, notes the answer, and passes on the response when it is good. */
  const ask = (name, given, onGood) => {
    const answered = log.asked(name, given);
    const callback = (response) => {
      answered(response.success, response.success ? response.subscription || response.returnValue : response.errors);
      if (response.success && onGood) onGood(response);
    };
    const [group, method] = name.split('.');
    if (method) opencti[group][method](Object.assign({ callback }, given));
    else opencti[name](Object.assign({ callback }, given));
  };

  const setView = (info) => {
    view.recordId = info.recordId || view.recordId;
  };
  const showState = (label, icon) => {
    ask('setSoftphoneItemLabel', { label });
    ask('setSoftphoneItemIcon', { key: icon });
  };

  /** Of each record found, what the softphone layout wants to be shown. */
  const callersOf = ({ SCREEN_POP_DATA, ...records }, callType) =>
    Object.values(records).map((record) => {
      const fields = layout?.[callType].objects[record.RecordType] || [];
      return {
        id: record.Id,
        name: record.Name,
        details: fields
          .map(({ apiName }) => record[apiName])
          .filter(Boolean)
          .join(', '),
      };
    });

  const completeWork = (call, taskId) => {
    if (!work || call.workId !== work.workId) return;
    ask('hvs.completeWork', { workId: work.workId, attributes: { taskId, disposition: 'Talked', wasConnected: call.isAnswered } });
    work = undefined;
  };

  const phone = createPhone({
    ready: (isReady) => {
      ask(isReady ? 'enableClickToDial' : 'disableClickToDial');
      showState(isReady ? 'Ready' : 'Offline', isReady ? 'call' : 'offline');
    },
    ringing: (call) => {
      const callType = opencti.CALL_TYPE[call.direction.toUpperCase()];
      const defaultFieldValues = { Phone: call.number };
      ask('setSoftphonePanelVisibility', { visible: true });
      ask('searchAndScreenPop', { searchParams: call.number, callType, defaultFieldValues, deferred: false }, ({ returnValue }) =>
        phone.setCallers(callersOf(returnValue, call.direction)),
      );
      if (call.direction === 'Inbound') showState('Ringing', 'incoming_call');
    },
    answered: () => showState('On a call', 'outbound_call'),
    chosen: ({ id }) => ask('screenPop', { type: opencti.SCREENPOP_TYPE.SOBJECT, params: { recordId: id } }),
    ended: (call) => {
      showState('Ready', 'call');
      ask('saveLog', { value: Object.assign({ entityApiName: 'Task' }, taskOf(call)) }, ({ returnValue }) => {
        call.taskId = returnValue.recordId;
        ask('refreshView');
        completeWork(call, returnValue.recordId);
      });
    },
    wrapUp: (call, { outcome, notes }) =>
      ask('saveLog', { value: { Id: call.taskId, CallDisposition: outcome, Description: notes } }, () => ask('refreshView')),
  });

  const greeting = element('p', { class: 'greeting muted' });
  main.append(
    element('h1', { class: 'visually-hidden' }, 'Open CTI, Lightning'),
    phone.element,
    greeting,
    createMethods(lightningMethods({ opencti, ask, log, view })),
    log.element,
  );

  ask('notifyInitializationComplete');
  opencti.onClickToDial({
    listener: (click) => {
      log.heard('onClickToDial', click);
      const isDialled = phone.dial(click.number, click.recordId);
      if (isDialled && work && work.attributes.to === click.number) phone.call.workId = work.workId;
    },
  });
  opencti.onNavigationChange({
    listener: (info) => {
      log.heard('onNavigationChange', info);
      setView(info);
    },
  });
  opencti.hvs.onWorkStart({
    listener: (started) => {
      log.heard('hvs.onWorkStart', started);
      work = started;
    },
  });
  ask('getAppViewInfo', {}, ({ returnValue }) => setView(returnValue));
  ask('getSoftphoneLayout', {}, ({ returnValue }) => {
    layout = returnValue;
  });
  ask('getCallCenterSettings', {}, ({ returnValue }) => {
    greeting.textContent = `${returnValue['/displayNameLabel'] ? `${returnValue['/label']}: ` : ''}${returnValue['/demoPhone/greeting'] || ''}`;
    phone.setOutcomes((returnValue['/demoPhone/outcomes'] || '').split(';').filter(Boolean));
  });
  ask('setSoftphonePanelLabel', { label: 'Open CTI, Lightning' });
  ask('setSoftphonePanelIcon', { key: 'call' });
  phone.setReady(true);
};
