import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeDigest, parseCredentials } from '../../../demo/sip-server/digest.ts';

describe('digest', () => {
  it('gives the answer of the example in RFC 2617 §3.5', () => {
    const response = computeDigest({
      algorithm: 'MD5',
      username: 'Mufasa',
      realm: 'testrealm@host.com',
      password: 'Circle Of Life',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      nc: '00000001',
      cnonce: '0a4f113b',
      qop: 'auth',
      method: 'GET',
      uri: '/dir/index.html',
    });
    assert.equal(response, '6629fae49393a05397450978507c4ef1');
  });

  const rfc7616 = {
    username: 'Mufasa',
    realm: 'http-auth@example.org',
    password: 'Circle of Life',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    nc: '00000001',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    qop: 'auth',
    method: 'GET',
    uri: '/dir/index.html',
  } as const;
  it('gives the answers of the examples in RFC 7616 §3.9.1', () => {
    assert.equal(computeDigest({ ...rfc7616, algorithm: 'MD5' }), '8ca523f5e9506fed4657c9700eebdbec');
    assert.equal(computeDigest({ ...rfc7616, algorithm: 'SHA-256' }), '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
  });

  it('reads credentials: quoted or not, escapes, any order, any spacing', () => {
    assert.deepEqual(parseCredentials('digest  response="AB", nc=00000001 ,username="a\\"b, c", nonce="n",realm="r",uri="sip:x",qop=AUTH,cnonce="c"'), {
      username: 'a"b, c',
      realm: 'r',
      nonce: 'n',
      uri: 'sip:x',
      response: 'ab',
      algorithm: 'MD5',
      qop: 'auth',
      nc: '00000001',
      cnonce: 'c',
    });
  });

  it('refuses what is not digest, is cut short, or lacks what counts', () => {
    for (const value of ['', 'Basic abc', 'Digest', 'Digest username="a', 'Digest username="a", nonce="b"', 'Digest =x'])
      assert.equal(parseCredentials(value), undefined);
  });
});
