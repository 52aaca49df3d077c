import { after, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { SipPhoneOptions } from '../../../src/phone/sip/index.ts';
import { type Baresip, startBaresip } from './baresip.ts';
import { type BrowserName, startBrowser } from './browser.ts';
import { startKamailio } from './kamailio.ts';
import { HOST, WS_PORT } from './limits.ts';
import { markLogs, printLogs } from './logs.ts';
import { servePages } from './page-server.ts';
import { openPhonePage, type PhonePage } from './phone-page.ts';
import type { PeerProcess } from './process.ts';
import { startRtpengine } from './rtpengine.ts';
import { type SippOptions, startSipp } from './sipp.ts';

/** Everybody who may register. `desk` is baresip, the others are pages. */
export const users = { alice: 'alice-secret', bob: 'bob-secret', carol: 'carol-secret', desk: 'desk-secret' } as const;
export type User = keyof typeof users;

/** A number of the outside line, which sipp answers. */
export const LINE_NUMBER = '+4981155501';
/** Whom sipp says to be when it calls. */
export const CALLER_NUMBER = '+4689955501';

export interface System {
  readonly browser: Browser;
  readonly baresip: Baresip;
  /** Where the fixture pages are. */
  readonly pagesOrigin: string;
  readonly rtpengine: PeerProcess;
  /** The one that runs now. */
  readonly kamailio: PeerProcess;
  /** Kills Kamailio as a crash would, with all its registrations. */
  killKamailio(): Promise<void>;
  startKamailio(): Promise<void>;
  /** A page with a phone of this user, not connected yet. Closed at the end of the file. */
  phone(user: User, options?: Partial<SipPhoneOptions>): Promise<PhonePage>;
  /** A run of sipp. Ended after the case if it has not ended by itself. */
  sipp(options: SippOptions): Promise<PeerProcess>;
  /** A test; afterwards nobody is in a call. When it fails, what the peers logged meanwhile is shown. */
  case(name: string, run: () => Promise<void>): void;
}

/** The phone system all cases of a file share: rtpengine, Kamailio, baresip registered as `desk`, a browser. */
export const startSystem = async (browserName: BrowserName = 'chromium'): Promise<System> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop();
  };
  const running = <Peer extends { stop(): Promise<unknown> }>(peer: Peer): Peer => {
    stops.push(() => peer.stop());
    return peer;
  };
  try {
    const rtpengine = running(await startRtpengine());
    let kamailio = await startKamailio(users);
    stops.push(() => kamailio.stop());
    const [baresip, browser, pageServer] = await Promise.all([
      startBaresip({ user: 'desk', password: users.desk }).then(running),
      startBrowser(browserName),
      servePages().then(running),
    ]);
    stops.push(() => browser.close());
    after(stopAll);

    const pages: PhonePage[] = [];
    const sipps: PeerProcess[] = [];
    const tidy = async () => {
      for (const page of pages) await page.tidy();
      await baresip.hangUpAll();
      for (const sipp of sipps.splice(0)) await sipp.stop('SIGKILL');
    };
    return {
      browser,
      baresip,
      pagesOrigin: pageServer.origin,
      rtpengine,
      get kamailio() {
        return kamailio;
      },
      killKamailio: () => kamailio.stop('SIGKILL'),
      startKamailio: async () => {
        kamailio = await startKamailio(users);
      },
      phone: async (user, options = {}) => {
        const page = await openPhonePage(browser, `${pageServer.origin}/index.html`, {
          server: `ws://${HOST}:${WS_PORT}/`,
          user,
          password: users[user],
          ...options,
        });
        pages.push(page);
        return page;
      },
      sipp: async (options) => {
        const sipp = await startSipp(options);
        sipps.push(sipp);
        return sipp;
      },
      case: (name, run) => {
        test(name, async () => {
          markLogs();
          try {
            await run();
          } catch (error) {
            printLogs(name);
            throw error;
          } finally {
            await tidy();
          }
        });
      },
    };
  } catch (error) {
    printLogs('starting the phone system');
    await stopAll();
    throw error;
  }
};
