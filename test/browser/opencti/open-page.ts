/** Opens pages written for Open CTI, as a CRM with records does that can be clicked. */
import type { Crm, MountOptions } from '../../../src/host/index.ts';
import { mount } from '../bridge/pages.ts';
import { run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';

/** The scripts are built when they are first asked for, which on a busy machine takes longer than a page may take to connect. */
before(async function buildScripts() {
  this.timeout(60_000);
  await fetch('/support/api/60.0/lightning/opencti.js');
});

export const openCtiPage = (name: string, { origin = origins.ip, query = '' } = {}) => fixture(`opencti/${name}.html`, origin, query);

export interface OpenedPage {
  frame: HTMLIFrameElement;
  softphone: ReturnType<typeof mount>;
  /** What the CRM was asked to show. */
  popped: unknown[];
  /** Clicks a number in the CRM. */
  click(number: string): void;
}

/** This page is the CRM, at `origins.localhost`. */
export const openPage = (src: string, crm: Partial<Crm> = {}, options: Partial<MountOptions> = {}): OpenedPage => {
  const popped: unknown[] = [];
  const softphone = mount({
    src,
    openCti: true,
    crm: { screenPop: (target) => void popped.push(target), refreshView: () => {}, isInConsole: () => false, ...crm },
    ...options,
  });
  const click = (number: string) => {
    const link = addLink(number);
    link.click();
    link.remove();
  };
  return { frame: softphone.frame, softphone, popped, click };
};

const addLink = (number: string): HTMLAnchorElement => {
  const link = document.createElement('a');
  link.href = `tel:${number}`;
  document.body.append(link);
  return link;
};

/** Clicks made while the phone is not there lead nowhere, as they should. */
export const untilClickable = async (): Promise<void> => {
  const link = addLink('0');
  await until(() => link.dataset.ringframeDial === 'enabled', 'numbers can be clicked');
  link.remove();
};

export const pageValue = <Value>({ frame }: OpenedPage, name: string): Promise<Value> => run<Value>(frame, 'value', name);
