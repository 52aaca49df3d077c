/** What counts as an origin, string by string, in the URL parser of the browser that will use it. */
import { expect } from 'chai';
import { originOf, requireOrigin } from '../../../src/bridge/origin.ts';
import { mountSoftphone } from '../../../src/host/index.ts';
import { connectToCrm } from '../../../src/softphone/index.ts';
import { codeOf, container, errorOf } from './remote-page.ts';

const origins = [
  'https://crm.example',
  'https://crm.example:8443',
  'https://a.b.c.crm.example',
  'https://xn--bcher-kva.example',
  'https://192.0.2.1',
  'https://[2001:db8::1]',
  'https://crm',
  'http://localhost',
  'http://localhost:8000',
  'http://b.localhost:8000',
  'http://a.b.localhost',
  'http://127.0.0.1',
  'http://127.0.0.1:3000',
  'http://127.8.9.10',
  'http://[::1]:8080',
];

const others: unknown[] = [
  // wildcards and patterns
  '*',
  'https://*',
  'https://*.crm.example',
  'https://crm.*',
  /https:\/\/crm\.example/,
  /./g,
  'null',
  '',
  ' ',
  // more than an origin
  'https://crm.example/',
  'https://crm.example/page',
  'https://crm.example?x',
  'https://crm.example#x',
  'https://user@crm.example',
  'https://user:secret@crm.example',
  // not as location.origin writes it
  'https://crm.example:443',
  'http://localhost:80',
  'https://CRM.example',
  'HTTPS://crm.example',
  'https://bücher.example',
  'https://crm。example',
  ' https://crm.example',
  'https://crm.example ',
  'https://crm.example\n',
  'https://crm\t.example',
  'https:crm.example',
  'https:/crm.example',
  'https:\\\\crm.example',
  'https://crm.example\\',
  'http://127.1',
  'http://2130706433',
  'http://0x7f.0.0.1',
  'http://[::0001]',
  'https://crm.example:99999',
  'https://crm.example:port',
  // not secure
  'http://crm.example',
  'http://192.168.0.1',
  'http://localhost.crm.example',
  'http://notlocalhost',
  'http://localhost.',
  'http://127.0.0.1.nip.example',
  'http://[::2]',
  'ws://localhost',
  'wss://crm.example',
  'ftp://crm.example',
  // no hosts at all
  'crm.example',
  '//crm.example',
  '/',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:https://crm.example/1',
  'about:blank',
  'file:///etc/passwd',
  'chrome-extension://abcdef',
  // not strings
  undefined,
  null,
  0,
  {},
  ['https://crm.example'],
  new URL('https://crm.example'),
  { toString: () => 'https://crm.example' },
];

const codeOfThrown = (act: () => unknown): string => {
  try {
    return `gave ${act()}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an origin in the configuration', () => {
  for (const origin of origins) it(`may be ${origin}`, () => expect(requireOrigin(origin)).to.equal(origin));
  for (const other of others)
    it(`must not be ${typeof other === 'string' ? JSON.stringify(other) : String(other)}`, () =>
      expect(codeOfThrown(() => requireOrigin(other))).to.equal('INVALID_ARGUMENT'));

  it('is refused before anything is sent or listened for', async () => {
    for (const allowedOrigins of [['*'], ['https://crm.example', 'null'], [], 'https://crm.example', undefined])
      expect(await codeOf(connectToCrm({ allowedOrigins: allowedOrigins as string[], hostWindow: window }))).to.equal('INVALID_ARGUMENT');
  });

  it('says how to write it', async () => {
    const error = await errorOf(connectToCrm({ allowedOrigins: ['https://crm.example/'], hostWindow: window }));
    expect(error.message).to.contain('no trailing slash').and.to.contain('https://crm.example/');
  });
});

describe('the address of a softphone page', () => {
  const base = 'https://crm.example/app/';
  for (const [src, origin] of [
    ['https://phone.example/', 'https://phone.example'],
    ['https://phone.example:8443/a?b#c', 'https://phone.example:8443'],
    ['HTTPS://Phone.Example', 'https://phone.example'],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['/phone.html', 'https://crm.example'],
    ['//phone.example/x', 'https://phone.example'],
    [' https://phone.example ', 'https://phone.example'],
  ] as const)
    it(`${JSON.stringify(src)} has the origin ${origin}`, () => expect(originOf(src, base)).to.equal(origin));

  for (const src of [
    'http://phone.example/',
    'http://localhost.phone.example/',
    'data:text/html,x',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'blob:https://phone.example/1',
    'about:blank',
    'about:srcdoc',
    'file:///phone.html',
    'https://user:secret@phone.example/',
    'https://user@phone.example/',
    'https://',
    'http://[',
    '',
    undefined,
    null,
    {},
  ])
    it(`must not be ${JSON.stringify(src)}`, () => {
      expect(codeOfThrown(() => originOf(src, base))).to.equal('INVALID_ARGUMENT');
      const place = container();
      expect(codeOfThrown(() => mountSoftphone({ src: src as string, container: place }))).to.equal('INVALID_ARGUMENT');
      expect(place.childElementCount, 'no frame is made').to.equal(0);
    });

  it('is not repeated in the message: it may hold a secret', () => {
    try {
      originOf('http://user:secret@phone.example/?token=secret', base);
      expect.fail('should have thrown');
    } catch (error) {
      expect((error as Error).message).not.to.contain('secret');
    }
  });

  it('is asked for beside a place in the document', () => {
    const place = document.createElement('div');
    expect(codeOfThrown(() => mountSoftphone({ src: 'https://phone.example/', container: place }))).to.equal('INVALID_ARGUMENT');
    expect(codeOfThrown(() => mountSoftphone({ src: 'https://phone.example/', container: null as unknown as Element }))).to.equal('INVALID_ARGUMENT');
  });
});
