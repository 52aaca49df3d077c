/** Between the telephone and `sforce.interaction`: what the telephone does is told to the CRM, what the CRM tells the telephone does. */
import { classicMethods } from './classic-methods.js';
import { createDirectory } from './directory.js';
import { element } from './element.js';
import { createLog } from './log.js';
import { createMethods } from './methods.js';
import { createPhone } from './phone.js';
import { taskOf } from './task.js';

const query = (fields) => new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();

export const createAdapter = (main) => {
  const { interaction, console: salesforceConsole } = window.sforce;
  const log = createLog();
  /** The record that was on the CRM's screen last. */
  const view = { objectId: '' };
  let layout;

  /** Calls a method by its path, such as `cti.enableClickToDial`, notes the answer, and passes on the response when it is good. */
  const ask = (name, given, onGood) => {
    const answered = log.asked(name, given);
    const [method, group] = name.split('.').reverse();
    const callback = (response) => {
      const isGood = response.error === undefined;
      answered(isGood, isGood ? response.id || response.result : response.error);
      if (isGood && onGood) onGood(response);
    };
    (group ? interaction[group] : interaction)[method](...given, callback);
  };
  const listen = (name, act) => {
    const [method, group] = name.split('.').reverse();
    (group ? interaction[group] : interaction)[method]((response) => {
      const event = JSON.parse(response.result);
      log.heard(name, event);
      if (act) act(event);
    });
  };

  const setView = (info) => {
    view.objectId = info.objectId || view.objectId;
  };

  const callersOf = ({ screenPopUrl, ...records }, callType) =>
    Object.entries(records).map(([id, record]) => {
      const fields = layout?.[callType].objects[record.object] || [];
      return {
        id,
        name: record.Name,
        details: fields
          .map(({ apiName }) => record[apiName])
          .filter(Boolean)
          .join(', '),
      };
    });

  const phone = createPhone({
    ready: (isReady) => ask(isReady ? 'cti.enableClickToDial' : 'cti.disableClickToDial', []),
    ringing: (call) => {
      ask('setVisible', [true]);
      ask('searchAndScreenPop', [call.number, query({ Phone: call.number }), call.direction.toLowerCase()], ({ result }) =>
        phone.setCallers(callersOf(JSON.parse(result), call.direction)),
      );
    },
    answered: () => {},
    chosen: ({ id }) => ask('screenPop', [`/${id}`, true]),
    ended: (call) => {
      ask('saveLog', ['Task', query(taskOf(call))], ({ id }) => {
        call.taskId = id;
        ask('refreshRelatedList', ['Activities']);
      });
    },
    wrapUp: (call, { outcome, notes }) =>
      ask('saveLog', ['Task', query({ id: call.taskId, CallDisposition: outcome, Description: notes })], () => ask('refreshPage', [])),
  });

  const directory = createDirectory({
    read: (page, size, show) => {
      const answered = log.asked('cti.getDirectoryNumbers', [true, '', page, size]);
      // The one method whose callback is not last.
      interaction.cti.getDirectoryNumbers(
        true,
        '',
        (response) => {
          answered(response.error === undefined, response.error === undefined ? response.result : response.error);
          if (response.error === undefined) show(JSON.parse(response.result));
        },
        page,
        size,
      );
    },
    dial: (number) => phone.dial(number),
  });

  const greeting = element('p', { class: 'greeting muted' });
  main.append(
    element('h1', { class: 'visually-hidden' }, 'Open CTI, Classic'),
    phone.element,
    greeting,
    directory,
    createMethods(classicMethods({ ask, log, view, salesforceConsole })),
    log.element,
  );

  ask('isInConsole', []);
  interaction.cti.notifyInitializationComplete();
  listen('cti.onClickToDial', ({ number, objectId }) => phone.dial(number, objectId));
  listen('onFocus', setView);
  listen('entityFeed.onObjectUpdate');
  ask('getPageInfo', [], ({ result }) => setView(JSON.parse(result)));
  ask('cti.getSoftphoneLayout', [], ({ result }) => {
    layout = JSON.parse(result);
  });
  ask('cti.getCallCenterSettings', [], ({ result }) => {
    const settings = JSON.parse(result);
    greeting.textContent = `${settings['/label']}: ${settings['/demoPhone/greeting'] || ''}`;
    phone.setOutcomes((settings['/demoPhone/outcomes'] || '').split(';').filter(Boolean));
  });
  phone.setReady(true);
};
