import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { headerOf, headersOf, withHeader, withoutTopHeader, withTopHeader } from '../../../demo/sip-server/message.ts';
import { type ParseResult, parseMessage } from '../../../demo/sip-server/parser.ts';
import { serializeMessage } from '../../../demo/sip-server/serializer.ts';
import { parseNameAddress, parseUri } from '../../../demo/sip-server/uri.ts';
import { parseVia } from '../../../demo/sip-server/via.ts';

const lines = (...all: string[]) => all.join('\r\n');
const base = ['Via: SIP/2.0/WS x.invalid;branch=z9hG4bKa', 'From: <sip:a@x>;tag=1', 'To: <sip:b@x>', 'Call-ID: c'];
const options = (...extra: string[]) => lines('OPTIONS sip:b@x SIP/2.0', ...base, 'CSeq: 1 OPTIONS', ...extra, '', '');
const message = (result: ParseResult) => {
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.message;
};
const failure = (text: string) => {
  const result = parseMessage(text);
  assert.ok(!result.ok);
  return result;
};

describe('the parser', () => {
  it('reads a request and writes it again', () => {
    const text = lines('MESSAGE sip:b@x SIP/2.0', ...base, 'CSeq: 7 MESSAGE', 'X-Odd: kept, as it is', 'Content-Length: 5', '', 'hällo'.slice(0, 4));
    const request = message(parseMessage(text));
    assert.equal(request.kind === 'request' && request.method, 'MESSAGE');
    assert.equal(headerOf(request, 'x-odd'), 'kept, as it is');
    assert.equal(request.body, 'häll');
    assert.equal(serializeMessage(request), text);
  });

  it('reads a response, also without a reason', () => {
    for (const [line, reason] of [
      ['SIP/2.0 486 Busy  Here', 'Busy  Here'],
      ['SIP/2.0 200 ', ''],
      ['SIP/2.0 200', ''],
    ] as const) {
      const response = message(parseMessage(lines(line, ...base, 'CSeq: 1 INVITE', '', '')));
      assert.equal(response.kind === 'response' && response.reason, reason);
    }
  });

  it('expands compact forms and ignores the case of names', () => {
    const request = message(
      parseMessage(
        lines(
          'OPTIONS sip:b@x SIP/2.0',
          'v: SIP/2.0/WS x;branch=z9hG4bKa',
          'f: <sip:a@x>;tag=1',
          't: <sip:b@x>',
          'I: c',
          'cSEQ: 1 OPTIONS',
          'm: <sip:a@y>',
          'r: <sip:q@x>',
          'l: 0',
          '',
          '',
        ),
      ),
    );
    assert.equal(headerOf(request, 'call-id'), 'c');
    assert.equal(headerOf(request, 'Contact'), '<sip:a@y>');
    assert.equal(headerOf(request, 'Refer-To'), '<sip:q@x>');
    assert.match(serializeMessage(request), /^Refer-To: <sip:q@x>$/m);
  });

  it('joins folded lines', () => {
    const request = message(parseMessage(options('Subject: one', '  two', '\tthree')));
    assert.equal(headerOf(request, 'Subject'), 'one two three');
  });

  it('splits lists where the comma separates, and only in headers whose values it reads', () => {
    const request = message(parseMessage(options('Route: <sip:a;lr>, <sip:b?x=1,2;lr>', 'Route: "x, \\" y" <sip:c>', 'Allow: INVITE, ACK')));
    assert.deepEqual(headersOf(request, 'Route'), ['<sip:a;lr>', '<sip:b?x=1,2;lr>', '"x, \\" y" <sip:c>']);
    assert.deepEqual(headersOf(request, 'Allow'), ['INVITE, ACK']);
  });

  it('keeps the order of several Via headers and of one with a list', () => {
    const request = message(parseMessage(options('Via: SIP/2.0/UDP y;branch=z9hG4bKb, SIP / 2.0 / TCP z:5061')));
    assert.deepEqual(headersOf(request, 'via'), ['SIP/2.0/WS x.invalid;branch=z9hG4bKa', 'SIP/2.0/UDP y;branch=z9hG4bKb', 'SIP / 2.0 / TCP z:5061']);
    assert.equal(headerOf(withTopHeader(request, 'Via', 'SIP/2.0/WS new'), 'Via'), 'SIP/2.0/WS new');
    assert.equal(headerOf(withoutTopHeader(request, 'Via'), 'Via'), 'SIP/2.0/UDP y;branch=z9hG4bKb');
    assert.equal(headersOf(withHeader(request, 'Via', 'SIP/2.0/WS only'), 'Via').length, 1);
  });

  it('needs no Content-Length, cuts what goes beyond it, and refuses what falls short of it', () => {
    const text = (length: string) =>
      lines('MESSAGE sip:b@x SIP/2.0', ...base, 'CSeq: 1 MESSAGE', ...(length === '' ? [] : [`Content-Length: ${length}`]), '', 'abcdef');
    assert.equal(message(parseMessage(text(''))).body, 'abcdef');
    assert.equal(message(parseMessage(text('3'))).body, 'abc');
    assert.equal(failure(text('7')).status, 400);
    assert.equal(failure(text('-1')).status, 400);
  });

  it('keeps what can be answered of a bad request, and nothing of one that cannot', () => {
    assert.equal(failure(lines('OPTIONS sip:b@x SIP/2.0', ...base, 'CSeq: 1 INVITE', '', '')).request?.method, 'OPTIONS');
    assert.equal(failure(lines('OPTIONS sip:b@x SIP/7.0', ...base, 'CSeq: 1 OPTIONS', '', '')).status, 505);
    assert.equal(failure(lines('OPTIONS http://b/ SIP/2.0', ...base, 'CSeq: 1 OPTIONS', '', '')).status, 416);
    assert.equal(failure(lines('OPTIONS sip:b@x SIP/2.0', ...base.slice(1), 'CSeq: 1 OPTIONS', '', '')).request, undefined);
    assert.equal(failure(lines('ACK sip:b@x SIP/2.0', ...base, 'CSeq: 1 INVITE', '', '')).request, undefined, 'an ACK is never answered');
  });

  it('refuses more headers, longer headers and longer lists than agreed', () => {
    assert.equal(failure(options(...Array.from({ length: 200 }, (_, i) => `X-${i}: 1`))).reason, 'Too Many Headers');
    assert.equal(failure(options(`X: ${'a'.repeat(9000)}`)).reason, 'Header Too Long');
    assert.equal(failure(options(`Route: ${Array.from({ length: 40 }, () => '<sip:x>').join(',')}`)).reason, 'Malformed Route');
    assert.equal(failure('x'.repeat(70_000)).status, 513);
  });
});

describe('the parser on messages of the kinds of RFC 4475', () => {
  it('§3.1.1.1 reads a short tortuous INVITE', () => {
    const text = lines(
      'INVITE sip:callee@chair-dnrc.example.com;unknownparam SIP/2.0',
      'TO :',
      ' sip:callee@chair-dnrc.example.com ;   tag    = 1918181833n',
      'from   : "A Caller \\\\\\""       <sip:caller@example.com>',
      '  ;',
      '  tag = 98asjd8',
      'MaX-fOrWaRdS: 0068',
      'Call-ID: wsinv.ndaksdj@192.0.2.1',
      'Content-Length   : 0',
      'cseq: 0009',
      '  INVITE',
      'Via  : SIP  /   2.0',
      ' /UDP',
      '    192.0.2.2;branch=390skdjuw',
      's :',
      'NewFangledHeader:   newfangled value',
      ' continued newfangled value',
      'UnknownHeaderWithUnusualValue: ;;,,;;,;',
      'Route:',
      ' <sip:services.example.com;lr;unknownwith=value;unknown-no-value>',
      'v:  SIP  / 2.0  / TCP     spindle.example.com   ;',
      '  branch  =   z9hG4bK9ikj8  ,',
      ' SIP  /    2.0   / UDP  192.168.255.111   ; branch=',
      ' z9hG4bK30239',
      'm:"Quoted string \\"\\"" <sip:caller@example.com> ; newparam =',
      '      newvalue ;',
      '  secondparam ; q = 0.33',
      '',
      '',
    );
    const request = message(parseMessage(text));
    const vias = headersOf(request, 'Via').map((value) => parseVia(value));
    assert.deepEqual(
      vias.map((via) => [via?.transport, via?.host, via?.parameters.get('branch')]),
      [
        ['UDP', '192.0.2.2', '390skdjuw'],
        ['TCP', 'spindle.example.com', 'z9hG4bK9ikj8'],
        ['UDP', '192.168.255.111', 'z9hG4bK30239'],
      ],
    );
    assert.equal(parseNameAddress(headerOf(request, 'From') ?? '')?.displayName, 'A Caller \\"');
    assert.equal(parseNameAddress(headerOf(request, 'To') ?? '')?.parameters.get('tag'), '1918181833n');
    assert.equal(parseNameAddress(headerOf(request, 'Contact') ?? '')?.parameters.get('q'), '0.33');
  });

  it('§3.1.1.2 reads unusual characters in method and user part', () => {
    const uri = "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com";
    const method = "!interesting-Method0123456789_*+`.%indeed'~";
    const request = message(parseMessage(lines(`${method} ${uri} SIP/2.0`, ...base, `CSeq: 139122385 ${method}`, '', '')));
    assert.equal(request.kind === 'request' && parseUri(request.uri)?.user, "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
  });

  it('§3.1.1.3 and §3.1.1.5 decode escapes in the user part only', () => {
    const uri = parseUri('sip:sips%3Auser%40example.com@example.net');
    assert.deepEqual([uri?.user, uri?.host], ['sips:user@example.com', 'example.net']);
    const request = message(parseMessage(lines('RE%47IST%45R sip:b@x SIP/2.0', ...base, 'CSeq: 1 RE%47IST%45R', '', '')));
    assert.equal(request.kind === 'request' && request.method, 'RE%47IST%45R', 'an escaped name is another method');
  });

  it('§3.1.1.6 needs no space before the bracket', () => {
    const address = parseNameAddress('caller<sip:caller@example.com>;tag=323');
    assert.deepEqual([address?.displayName, address?.uri, address?.parameters.get('tag')], ['caller', 'sip:caller@example.com', '323']);
  });

  it('§3.1.1.8 ignores a second message after Content-Length', () => {
    const request = message(parseMessage(`${options('Content-Length: 0')}INVITE sip:joe@example.com SIP/2.0\r\nt: sip:joe@example.com\r\n\r\n`));
    assert.equal(request.body, '');
  });

  it('§3.1.1.9 reads semicolons in the user part', () => {
    assert.equal(parseUri('sip:user;par=u%40example.net@example.com')?.user, 'user;par=u@example.net');
  });

  const invalid: [what: string, text: string][] = [
    [
      '§3.1.2.1 extraneous separators in a header',
      lines('OPTIONS sip:b@x SIP/2.0', 'Via: SIP/2.0/UDP 192.0.2.15;;,;,,', ...base.slice(1), 'CSeq: 1 OPTIONS', '', ''),
    ],
    ['§3.1.2.2 Content-Length larger than the message', options('Content-Length: 9999')],
    ['§3.1.2.3 negative Content-Length', options('Content-Length: -999')],
    ['§3.1.2.4 request scalars that overflow', lines('REGISTER sip:x SIP/2.0', ...base, 'CSeq: 36893488147419103232 REGISTER', '', '')],
    ['§3.1.2.4 Max-Forwards that overflows', options('Max-Forwards: 300000000000000000000')],
    [
      '§3.1.2.6 unterminated quoted string',
      lines('OPTIONS sip:b@x SIP/2.0', ...base.slice(0, 2), 'To: "A. User <sip:a.user@example.com>', 'Call-ID: c', 'CSeq: 1 OPTIONS', '', ''),
    ],
    ['§3.1.2.7 brackets around the Request-URI', lines('INVITE <sip:user@example.com> SIP/2.0', ...base, 'CSeq: 1 INVITE', '', '')],
    ['§3.1.2.8 white space in the Request-URI', lines('INVITE sip:user@example.com; lr SIP/2.0', ...base, 'CSeq: 1 INVITE', '', '')],
    ['§3.1.2.9 several spaces in the start line', lines('INVITE  sip:user@example.com  SIP/2.0', ...base, 'CSeq: 1 INVITE', '', '')],
    ['§3.1.2.10 a space at the end of the start line', lines('OPTIONS sip:b@x SIP/2.0  ', ...base, 'CSeq: 1 OPTIONS', '', '')],
    [
      '§3.1.2.14 spaces within an address',
      lines('OPTIONS sip:b@x SIP/2.0', ...base.slice(0, 2), 'To: "Last, First" < sip:first.last @example.org', 'Call-ID: c', 'CSeq: 1 OPTIONS', '', ''),
    ],
    ['§3.1.2.16 unknown version', lines('OPTIONS sip:b@x SIP/7.0', ...base, 'CSeq: 1 OPTIONS', '', '')],
    ['§3.1.2.17 method and CSeq differ', lines('OPTIONS sip:b@x SIP/2.0', ...base, 'CSeq: 8 INVITE', '', '')],
    ['§3.1.2.19 overlarge status code', lines('SIP/2.0 4294967301 better not break the receiver', ...base, 'CSeq: 1 INVITE', '', '')],
    [
      '§3.3.1 required headers missing',
      lines('INVITE sip:user@example.com SIP/2.0', 'CSeq: 193942 INVITE', 'Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf', '', ''),
    ],
    ['§3.3.2 unknown scheme in the Request-URI', lines('OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0', ...base, 'CSeq: 1 OPTIONS', '', '')],
    ['§3.3.8 several values where one may be', options('CSeq: 2 OPTIONS')],
    ['§3.3.9 several Content-Lengths', options('Content-Length: 0', 'L: 0')],
  ];
  for (const [what, text] of invalid) it(`${what}: refused`, () => assert.equal(parseMessage(text).ok, false));
});

describe('the parser on anything', () => {
  const piece = fc.constantFrom(
    'Via',
    ':',
    ';',
    ',',
    '"',
    '\\',
    '<',
    '>',
    'SIP/2.0',
    ' ',
    '\t',
    '\r\n',
    '\n',
    'sip:',
    '@',
    'tag=',
    'branch=z9hG4bK',
    'INVITE',
    '0',
    '%',
    '[',
    ']',
    '\u0000',
    'é',
    '🙂',
    '*',
    '?',
  );
  const soup = fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 80 }).map((parts) => parts.join(''));
  const header = fc
    .tuple(fc.constantFrom('Via', 'Route', 'Contact', 'Content-Length', 'X', 'Subject', 'From'), soup)
    .map(([name, value]) => `${name}: ${value}`);
  const nearlySip = fc
    .tuple(fc.constantFrom('INVITE sip:b@x SIP/2.0', 'SIP/2.0 200 OK', 'INVITE tel:+46 SIP/2.0'), fc.array(header, { maxLength: 2 }), soup)
    .map(([start, headers, body]) => lines(start, ...base, 'CSeq: 1 INVITE', ...headers, '', body));

  it('never throws, and what it accepts reads the same after it was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), soup, nearlySip), (text) => {
        const result = parseMessage(text);
        if (!result.ok) return;
        const again = parseMessage(serializeMessage(result.message));
        assert.ok(again.ok);
        assert.equal(serializeMessage(again.message), serializeMessage(result.message));
      }),
      { numRuns: 3000 },
    );
  });

  it('accepts some of it, so that the property above says something', () => {
    const accepted = fc.sample(nearlySip, { numRuns: 500, seed: 1 }).filter((text) => parseMessage(text).ok);
    assert.ok(accepted.length > 20, `${accepted.length}`);
  });

  it('takes time in proportion to the length, whatever stands in it', () => {
    // Each is the kind of text on which a careless expression takes minutes.
    const bombs = [' ', '\t', ';', ',', '"', '\\', '<', '\r\n ', '\n', ';rport ', 'SIP/2.0 ', '%', '"\\', '; '].map((unit) =>
      unit.repeat(Math.floor(60_000 / unit.length)),
    );
    for (const bomb of bombs) {
      const started = performance.now();
      parseMessage(bomb);
      parseMessage(`INVITE ${bomb}`);
      parseMessage(options(`Via: ${bomb.slice(0, 8000)}`, `Contact: ${bomb.slice(0, 8000)}`));
      parseVia(`SIP/2.0/WS${bomb}`);
      parseNameAddress(bomb);
      parseUri(`sip:${bomb}`);
      assert.ok(performance.now() - started < 2000, JSON.stringify(bomb.slice(0, 4)));
    }
  });
});
