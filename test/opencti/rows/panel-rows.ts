/** The panel around the softphone, and the item in the bar. */
import type { OpenCtiRow } from '../open-cti-row.ts';

export const panelRows: readonly OpenCtiRow[] = [
  {
    name: 'setSoftphonePanelHeight',
    typed: { method: 'setSoftphonePanelHeight', args: [400] },
    lightning: { method: 'setSoftphonePanelHeight', args: { heightPX: 400 } },
    classic: { method: 'cti.setSoftphoneHeight', args: [400], result: true },
    crm: { panel: { before: { height: 500 }, after: { height: 400 } } },
  },
  {
    name: 'setSoftphonePanelWidth',
    typed: { method: 'setSoftphonePanelWidth', args: [300] },
    lightning: { method: 'setSoftphonePanelWidth', args: { widthPX: 300 } },
    classic: { method: 'cti.setSoftphoneWidth', args: [300], result: true },
    crm: { panel: { before: { width: 500 }, after: { width: 300 } } },
  },
  {
    name: 'setSoftphoneHeight below what panels can be',
    typed: { method: 'setSoftphonePanelHeight', args: [240] },
    classic: { method: 'cti.setSoftphoneHeight', args: [0], result: true },
    crm: { panel: { before: { height: 500 }, after: { height: 240 } } },
  },
  {
    name: 'setSoftphoneWidth beyond what panels can be',
    typed: { method: 'setSoftphonePanelWidth', args: [1920] },
    classic: { method: 'cti.setSoftphoneWidth', args: [5000], result: true },
    crm: { panel: { before: { width: 500 }, after: { width: 1920 } } },
  },
  {
    name: 'setSoftphonePanelVisibility, minimising',
    typed: { method: 'setSoftphonePanelVisibility', args: [false] },
    lightning: { method: 'setSoftphonePanelVisibility', args: { visible: false } },
    classic: { method: 'setVisible', args: [false], result: true },
    crm: { panel: { before: { visible: true }, after: { visible: false } } },
  },
  {
    name: 'setSoftphonePanelVisibility, opening',
    typed: { method: 'setSoftphonePanelVisibility', args: [true] },
    lightning: { method: 'setSoftphonePanelVisibility', args: { visible: true } },
    classic: { method: 'setVisible', args: [true], result: true },
    crm: { panel: { before: { visible: false }, after: { visible: true } } },
  },
  {
    name: 'isSoftphonePanelVisible',
    typed: { method: 'isSoftphonePanelVisible', args: [], gives: true },
    lightning: { method: 'isSoftphonePanelVisible', returnValue: { visible: true } },
    classic: { method: 'isVisible', result: true },
    crm: { panel: { before: { visible: true } } },
  },
  {
    name: 'isSoftphonePanelVisible, minimised',
    typed: { method: 'isSoftphonePanelVisible', args: [], gives: false },
    lightning: { method: 'isSoftphonePanelVisible', returnValue: { visible: false } },
    classic: { method: 'isVisible', result: false },
    crm: { panel: { before: { visible: false } } },
  },
  {
    name: 'setSoftphonePanelIcon',
    typed: { method: 'setSoftphonePanelIcon', args: ['end_call'] },
    lightning: { method: 'setSoftphonePanelIcon', args: { key: 'end_call' } },
    crm: { panel: { before: { icon: 'call' }, after: { icon: 'end_call', itemIcon: 'call' } } },
  },
  {
    name: 'setSoftphonePanelLabel',
    typed: { method: 'setSoftphonePanelLabel', args: ['Ready'] },
    lightning: { method: 'setSoftphonePanelLabel', args: { label: 'Ready' } },
    crm: { panel: { before: { label: 'Phone', itemLabel: 'Phone' }, after: { label: 'Ready', itemLabel: 'Phone' } } },
  },
  {
    name: 'setSoftphoneItemIcon',
    typed: { method: 'setSoftphoneItemIcon', args: ['end_call'] },
    lightning: { method: 'setSoftphoneItemIcon', args: { key: 'end_call' } },
    crm: { panel: { before: { icon: 'call', itemIcon: 'call' }, after: { icon: 'call', itemIcon: 'end_call' } } },
  },
  {
    name: 'setSoftphoneItemLabel',
    typed: { method: 'setSoftphoneItemLabel', args: ['Busy'] },
    lightning: { method: 'setSoftphoneItemLabel', args: { label: 'Busy' } },
    crm: { panel: { before: { label: 'Phone', itemLabel: 'Phone' }, after: { label: 'Phone', itemLabel: 'Busy' } } },
  },
];
