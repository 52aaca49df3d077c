/** Definitions that can be used: every setting of the file, and what it means. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measure } from '../../../src/bridge/measure.ts';
import { callCenterMountOptions } from '../../../src/host/call-center/mount-options.ts';
import { parseCallCenter } from '../../../src/host/call-center/parse-call-center.ts';
import { importCallCenter } from '../../../src/host/import-call-center.ts';
import type { MountOptions } from '../../../src/host/softphone.ts';
import { callCenterSettingsSchema } from '../../../src/protocol/call-center.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { DEFAULT_LIMITS, MAX_SETTING_LENGTH, MAX_SETTINGS, MAX_SETTINGS_LENGTH } from '../../../src/protocol/limits.ts';
import { change, fixture, positionOf } from './definitions.ts';

const minimal = fixture('minimal');

describe('a minimal definition', () => {
  const callCenter = parseCallCenter(minimal);

  it('is read without a remark', () => {
    const { settings: _, ...rest } = callCenter;
    assert.deepEqual(rest, {
      internalName: 'FrontDesk',
      displayName: 'Front desk',
      adapterUrl: 'https://phone.vendor.example/softphone?tenant=a&lang=sv',
      useApi: true,
      height: 480,
      width: 320,
      compatibilityMode: undefined,
      standby: undefined,
      dialing: undefined,
      warnings: [],
    });
  });

  it('becomes the flat map that Open CTI gives to a softphone', () => {
    assert.deepEqual(callCenter.settings, {
      '/internalNameLabel': 'Key',
      '/displayNameLabel': 'Shown as',
      '/label': 'Front desk',
      '/reqGeneralInfo/label': 'General',
      '/reqGeneralInfo/sortOrder': '0.0',
      '/reqGeneralInfo/reqInternalName': 'FrontDesk',
      '/reqGeneralInfo/reqDisplayName': 'Front desk',
      '/reqGeneralInfo/reqAdapterUrl': 'https://phone.vendor.example/softphone?tenant=a&lang=sv',
      '/reqGeneralInfo/reqAdapterUrl/label': 'Softphone page',
      '/reqGeneralInfo/reqAdapterUrl/sortOrder': '2.0',
      '/reqGeneralInfo/reqUseApi': 'true',
      '/reqGeneralInfo/reqUseApi/label': 'Speaks Open CTI',
      '/reqGeneralInfo/reqUseApi/sortOrder': '3.0',
      '/reqGeneralInfo/reqSoftphoneHeight': '480',
      '/reqGeneralInfo/reqSoftphoneHeight/label': 'Height',
      '/reqGeneralInfo/reqSoftphoneHeight/sortOrder': '4.0',
      '/reqGeneralInfo/reqSoftphoneWidth': '320',
      '/reqGeneralInfo/reqSoftphoneWidth/label': 'Width',
      '/reqGeneralInfo/reqSoftphoneWidth/sortOrder': '5.0',
    });
  });

  it('gives mountSoftphone what it needs', () => {
    const options: Omit<MountOptions, 'container'> = callCenterMountOptions(callCenter);
    assert.deepEqual(options, {
      src: callCenter.adapterUrl,
      openCti: true,
      callCenterSettings: callCenter.settings,
      panel: { height: 480, width: 320 },
      standby: undefined,
    });
  });

  it('is imported by a promise, and so is what is wrong with it', async () => {
    assert.deepEqual(await importCallCenter(minimal), callCenter);
    await assert.rejects(importCallCenter('<callCenter/>'), (error) => error instanceof CtiError && error.code === 'INVALID_ARGUMENT');
  });

  for (const [how, xml] of [
    ['line ends of Windows', minimal.replaceAll('\n', '\r\n')],
    ['line ends of old', minimal.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${minimal}`],
    ['all in one line', minimal.replaceAll('\n', ' ')],
    ['quotes of the other kind', minimal.replaceAll('"', "'")],
  ] as const) {
    it(`means the same with ${how}`, () => assert.deepEqual(parseCallCenter(xml), callCenter));
  }
});

describe("a vendor's definition", () => {
  const { settings, ...callCenter } = parseCallCenter(fixture('vendor'));

  it('keeps every section and item of the vendor', () => {
    const ofVendor = Object.fromEntries(Object.entries(settings).filter(([path]) => /^\/(recording|reqVendorPhoneOptions)|ringSeconds/.test(path)));
    assert.deepEqual(ofVendor, {
      '/recording/label': 'Inspelning & uppföljning',
      '/recording/sortOrder': '3.0',
      '/recording/consentText': 'Calls <may> be recorded & kept.',
      '/recording/consentText/label': 'Played to callers',
      '/recording/consentText/sortOrder': '1.0',
      '/recording/enabled': 'false',
      '/recording/enabled/sortOrder': '0.0',
      '/recording/retentionDays': '',
      '/recording/retentionDays/label': '',
      '/recording/retentionDays/sortOrder': '2.0',
      '/reqGeneralInfo/ringSeconds': '25',
      '/reqGeneralInfo/ringSeconds/label': 'Ring for',
      '/reqGeneralInfo/ringSeconds/sortOrder': '7.0',
      '/reqVendorPhoneOptions/label': 'Vendor',
      '/reqVendorPhoneOptions/sortOrder': '2.0',
      '/reqVendorPhoneOptions/reqRegion': 'north',
      '/reqVendorPhoneOptions/reqRegion/label': 'Region',
      '/reqVendorPhoneOptions/reqRegion/sortOrder': '0.0',
      '/reqVendorPhoneOptions/publicKey': '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      '/reqVendorPhoneOptions/publicKey/label': 'Key',
      '/reqVendorPhoneOptions/publicKey/sortOrder': '1.0',
    });
  });

  it('may use names of Open CTI in sections of its own, where they mean nothing', () => {
    const own = '<section sortOrder="1" name="own"><item sortOrder="0" name="reqDisplayName" label="b">a</item></section></callCenter>';
    const { settings: mixed } = parseCallCenter(change(minimal, '</callCenter>', own));
    assert.deepEqual(
      [mixed['/label'], mixed['/displayNameLabel'], mixed['/own/reqDisplayName'], mixed['/own/reqDisplayName/label']],
      ['Front desk', 'Shown as', 'a', 'b'],
    );
  });

  it('is understood', () => {
    assert.equal(settings['/label'], 'Kundtjänst 📞');
    assert.deepEqual(
      [callCenter.displayName, callCenter.adapterUrl, callCenter.useApi, callCenter.compatibilityMode],
      ['Kundtjänst 📞', 'https://phone.vendor.example/agent/', true, 'Classic_and_Lightning'],
    );
    assert.deepEqual(callCenter.dialing, { outsidePrefix: '9', longDistancePrefix: '1', internationalPrefix: '00' });
  });

  it('hears once that the prefix req is not for vendors', () => {
    assert.deepEqual(
      callCenter.warnings.map(({ message, ...where }) => ({ ...where, reserved: /reserved/.test(message) })),
      [{ ...positionOf(fixture('vendor'), '<section sortOrder="2" name="reqVendor'), section: 'reqVendorPhoneOptions', reserved: true }],
    );
  });
});

describe('a definition for Salesforce Classic', () => {
  const xml = fixture('classic-standby');
  const callCenter = parseCallCenter(xml, { baseUrl: 'https://crm.example/app/view?id=1' });

  it('resolves its pages against the CRM, and leaves the settings as they were written', () => {
    assert.equal(callCenter.adapterUrl, 'https://crm.example/phone/main');
    assert.deepEqual(callCenter.standby, { url: 'https://crm.example/phone/standby', timeoutMs: 10_000 });
    assert.equal(callCenter.settings['/reqGeneralInfo/reqAdapterUrl'], '/phone/main');
    assert.equal(callCenter.settings['/reqGeneralInfo/reqTimeout'], '10000');
  });

  it('keeps its sizes, and brings those of the panel into range', () => {
    assert.deepEqual([callCenter.height, callCenter.width], [180, 150]);
    const { panel, standby } = callCenterMountOptions(callCenter);
    assert.deepEqual(panel, { height: 240, width: 200 });
    assert.deepEqual(standby, { src: 'https://crm.example/phone/standby', timeoutMs: 10_000 });
    const large = change(change(xml, '>180<', '>9000<'), '>150<', '>9001<');
    assert.deepEqual(callCenterMountOptions(parseCallCenter(large, { baseUrl: 'https://crm.example/' })).panel, { height: 2_560, width: 1_920 });
  });

  it('says what to look at, in the order of the file', () => {
    assert.deepEqual(
      callCenter.warnings.map(({ line, item }) => [line, item]),
      [
        [8, 'reqSoftphoneHeight'],
        [9, 'reqSoftphoneWidth'],
        [12, 'reSalesforceCompatibilityMode'],
        [13, 'reqCanvasNamespace'],
      ],
    );
    assert.match(callCenter.warnings[2]?.message ?? '', /reqSalesforceCompatibilityMode was probably meant/);
    assert.equal(callCenter.compatibilityMode, undefined);
    assert.equal(callCenter.settings['/reqGeneralInfo/reSalesforceCompatibilityMode'], 'Classic');
  });
});

describe('the settings', () => {
  const crowd = (count: number, value: string) =>
    change(
      minimal,
      '</callCenter>',
      `<section sortOrder="1" name="routingOfIncomingCall" label="Routing">${Array.from(
        { length: count },
        (_, index) =>
          `<item sortOrder="${index}" name="destinationNumber${`${index}`.padStart(3, '0')}" label="Destination of queue number ${index}">${value}</item>`,
      ).join('\n')}</section></callCenter>`,
    );

  it('of 500 items fit into one message', () => {
    const { settings } = parseCallCenter(crowd(500, 'x'.repeat(30)));
    assert.ok(Object.keys(settings).length > 1_500);
    assert.ok(callCenterSettingsSchema().safeParse(settings).success);
    assert.ok(measure({ settings }, DEFAULT_LIMITS.maxMessageBytes) < DEFAULT_LIMITS.maxMessageBytes);
  });

  it('at their caps leave room for what a message says beside them', () => {
    const settings = Object.fromEntries(Array.from({ length: MAX_SETTINGS }, (_, index) => [`/${index}`.padEnd(30, 'x'), 'x'.repeat(30)]));
    assert.equal(Object.entries(settings).flat().join('').length, MAX_SETTINGS_LENGTH);
    assert.ok(callCenterSettingsSchema().safeParse(settings).success);
    assert.ok(measure(settings, DEFAULT_LIMITS.maxMessageBytes) + 4_096 < DEFAULT_LIMITS.maxMessageBytes);
  });

  it('are texts by path, and no more than fit', () => {
    const fits = (value: unknown) => callCenterSettingsSchema().safeParse(value).success;
    for (const right of [{}, { '/label': '' }, { '/a/b': 'x'.repeat(MAX_SETTING_LENGTH) }, { ['x'.repeat(255)]: '' }]) assert.ok(fits(right));
    for (const wrong of [
      null,
      undefined,
      [],
      '',
      new Map([['/a', 'b']]),
      { '/a': 1 },
      { '/a': null },
      { '/a': undefined },
      { '/a': { toString: 'x' } },
      { ['x'.repeat(256)]: '' },
      { '/a': 'x'.repeat(MAX_SETTING_LENGTH + 1) },
      JSON.parse('{"__proto__":"x"}'),
      Object.fromEntries(Array.from({ length: MAX_SETTINGS + 1 }, (_, index) => [`${index}`, ''])),
      Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`${index}`, 'x'.repeat(MAX_SETTING_LENGTH - 1)])),
    ]) {
      assert.equal(fits(wrong), false);
    }
  });

  for (const [what, xml] of [
    ['more in number', crowd(700, 'x')],
    ['longer all together', crowd(500, 'x'.repeat(200))],
  ] as const) {
    it(`are refused when they are ${what} than a softphone can be told`, () => {
      assert.throws(() => parseCallCenter(xml), { name: 'CtiError', code: 'INVALID_ARGUMENT', message: /more than 2000 settings, or 120000 characters/ });
    });
  }
});
