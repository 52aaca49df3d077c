/** Clicking, starting, messages, and what the administrator has set. */
import { layout, settings } from '../configuration.ts';
import type { OpenCtiRow } from '../open-cti-row.ts';

const directory = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    callCenterName: 'North',
    name: `Colleague ${from + index}`,
    phone: `+4681${String(from + index).padStart(6, '0')}`,
    description: 'Front desk',
  }));
const directoryPage = (from: number, count: number, hasNext: boolean) => ({ directoryNumbers: directory(from, count), hasNext });

export const otherRows: readonly OpenCtiRow[] = [
  {
    name: 'enableClickToDial',
    typed: { method: 'enableClickToDial', args: [] },
    lightning: { method: 'enableClickToDial' },
    classic: { method: 'cti.enableClickToDial', result: true },
    crm: { clickable: true },
  },
  {
    name: 'disableClickToDial',
    typed: { method: 'disableClickToDial', args: [] },
    lightning: { method: 'disableClickToDial' },
    classic: { method: 'cti.disableClickToDial', result: true },
    crm: { clickable: false },
  },
  {
    name: 'notifyInitializationComplete',
    typed: { method: 'notifyInitializationComplete', args: [] },
    lightning: { method: 'notifyInitializationComplete' },
    classic: { method: 'cti.notifyInitializationComplete', result: true },
    crm: { asked: [['initialized']] },
  },
  {
    name: 'getCallCenterSettings',
    typed: { method: 'getCallCenterSettings', args: [], gives: settings },
    lightning: { method: 'getCallCenterSettings', returnValue: settings },
    classic: { method: 'cti.getCallCenterSettings', json: settings },
    crm: {},
  },
  {
    name: 'getSoftphoneLayout',
    typed: { method: 'getSoftphoneLayout', args: [], gives: layout },
    lightning: { method: 'getSoftphoneLayout', returnValue: layout },
    classic: { method: 'cti.getSoftphoneLayout', json: layout },
    crm: {},
  },
  {
    name: 'getDirectoryNumbers, one page',
    typed: { method: 'getDirectoryNumbers', args: [{ isGlobal: true, page: 2, pageSize: 3 }], gives: directoryPage(6, 3, true) },
    classic: { method: 'cti.getDirectoryNumbers', args: [true, '', 'callback', 2, 3], json: directoryPage(6, 3, true) },
    crm: { gives: { getDirectoryNumbers: directoryPage(6, 3, true) }, asked: [['getDirectoryNumbers', { isGlobal: true, page: 2, pageSize: 3 }]] },
  },
  {
    name: 'getDirectoryNumbers of one call center',
    typed: {
      method: 'getDirectoryNumbers',
      args: [{ isGlobal: false, callCenterName: 'North', page: 0, pageSize: 1000 }],
      gives: directoryPage(0, 1000, false),
    },
    classic: { method: 'cti.getDirectoryNumbers', args: [false, 'North'], json: directoryPage(0, 1000, false) },
    crm: {
      gives: { getDirectoryNumbers: directoryPage(0, 1000, false) },
      asked: [['getDirectoryNumbers', { isGlobal: false, callCenterName: 'North', page: 0, pageSize: 1000 }]],
    },
  },
  {
    name: 'publish',
    typed: { method: 'publish', args: ['news', { text: 'hello', list: [1, null] }] },
    lightning: { method: 'publish', args: { channelName: 'news', message: { text: 'hello', list: [1, null] } } },
    crm: { asked: [['published', { text: 'hello', list: [1, null] }]] },
  },
];
