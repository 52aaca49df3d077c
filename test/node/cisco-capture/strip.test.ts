/** Nothing of a site survives in a capture: no number, no name, no id, no call data. What may stay is a list, and does. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { allowedFields } from '../../../src/link/switches/cisco/capture/allowed-fields.ts';
import { framePartsOf } from '../../../src/link/switches/cisco/capture/frame-parts.ts';
import { createStripper } from '../../../src/link/switches/cisco/capture/index.ts';
import { decodeMessage, encodeMessage } from '../../../src/link/switches/cisco/codec/index.ts';
import { builtFrames, frameOf } from '../cisco/build-frame.ts';
import { guide, isInVersion, samples } from '../cisco/guide.ts';
import { NAME, NUMBER, PLANTED_NUMBERS, plantedFrame } from './planted.ts';

const VERSIONS = [13, 15, 19, 20, 25];
const SECRETS = ['clientPassword', 'agentPassword'];
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const u4 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** All values by their places, whatever lists they are in. */
const leaves = (value: unknown, key = '', path = ''): { key: string; path: string; value: unknown }[] => {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [{ key, path, value }];
  return Object.entries(value).flatMap(([name, one]) => leaves(one, Array.isArray(value) ? key : name, `${path}/${name}`));
};

/** Eight in a row: fewer digits come back by chance, once in a while. */
const pieces = (text: string): string[] => Array.from({ length: text.length - 7 }, (_, at) => text.slice(at, at + 8));

describe('a frame without its site', () => {
  for (const version of VERSIONS)
    it(`has nothing of it in any message of version ${version}, and the same shape`, () => {
      let replaced = 0;
      for (const message of guide.filter((one) => isInVersion(one, version))) {
        const frame = plantedFrame(message, version);
        const stripped = createStripper().strip(frame, version);
        const text = latin1(stripped);
        for (const piece of [...pieces(NAME), ...pieces(NUMBER)]) assert.ok(!text.includes(piece), `${message.name}: ${piece}`);
        const [before, after] = [decodeMessage(frame, { version }), decodeMessage(stripped, { version })];
        const [original, result] = [leaves(before), leaves(after)].map((all) => all.filter(({ key }) => !SECRETS.includes(key)));
        assert.deepEqual(
          result?.map(({ path }) => path),
          original?.map(({ path }) => path),
          message.name,
        );
        assert.equal(
          stripped.length +
            leaves(before)
              .filter(({ key }) => SECRETS.includes(key))
              .reduce((sum, { value }) => sum + (typeof value === 'string' ? value.length + 1 : (value as Uint8Array).length), 0),
          frame.length,
        );
        for (const [index, { key, value }] of (original ?? []).entries()) {
          const other = result?.[index]?.value;
          // The message's own type and name, and the places of elements in their arrays.
          const stays = allowedFields.has(key) || index < 2 || key === 'index';
          if (stays) assert.deepEqual(other, value, `${message.name}.${key} stays`);
          else {
            replaced += 1;
            assert.notDeepEqual(other, value, `${message.name}.${key} is replaced`);
            if (typeof value === 'string')
              assert.match(other as string, value === '' ? /^$/ : new RegExp(`^${/\d/.test(value) ? '\\d' : '[A-Za-z]'}{${value.length}}$`));
          }
        }
      }
      assert.ok(replaced > 500, `${replaced}`);
    });

  it('has the same stand-in for the same, wherever it stands, and others for others', () => {
    const { strip } = createStripper();
    const version = 15;
    const state = (agentId: string, agentExtension: string, icmAgentId: number) => {
      const message = samples.find(({ name }) => name === 'AGENT_STATE_EVENT')?.frame ?? assert.fail();
      return decodeMessage(
        strip(
          encodeMessage({ ...decodeMessage(message, { version }), agentId, agentExtension, agentInstrument: agentId, icmAgentId } as never, { version }),
          version,
        ),
        { version },
      ) as unknown as Record<'agentId' | 'agentExtension' | 'agentInstrument' | 'icmAgentId', string>;
    };
    const one = state('1001', '2001', 1001);
    const two = state('1002', '2001', 1002);
    assert.deepEqual([one.agentId, String(one.icmAgentId)], [one.agentInstrument, one.agentId]);
    assert.equal(one.agentExtension, two.agentExtension);
    assert.equal(new Set([one.agentId, two.agentId, one.agentExtension]).size, 3);
  });

  it('differs from one capture to the next', () => {
    const frame = encodeMessage(
      { messageType: 'USER_MESSAGE_EVENT', icmCentralControllerTime: 5, distribution: 0, clientId: NAME, text: NUMBER },
      { version: 15 },
    );
    const all = new Set(Array.from({ length: 20 }, () => latin1(createStripper().strip(frame, 15))));
    assert.equal(all.size, 20);
  });

  it('keeps how texts are written, what is nobody’s, and the time between two messages', () => {
    const { strip } = createStripper();
    const at = (icmCentralControllerTime: number, clientId: string) =>
      decodeMessage(strip(encodeMessage({ messageType: 'USER_MESSAGE_EVENT', icmCentralControllerTime, distribution: 0, clientId }, { version: 15 }), 15), {
        version: 15,
      });
    const [one, two] = [at(1_700_000_000, '+46 (8) 123-45 67'), at(1_700_000_060, '')] as { icmCentralControllerTime: number; clientId: string }[];
    assert.match(one?.clientId ?? '', /^\+\d{2} \(\d\) \d{3}-\d{2} \d{2}$/);
    assert.deepEqual([one?.icmCentralControllerTime, two?.icmCentralControllerTime, two?.clientId], [1_000_000_000, 1_000_000_060, '']);
    const nobody = encodeMessage(
      { messageType: 'END_CALL_EVENT', monitorId: 0, peripheralId: 0, peripheralType: null, connectionDeviceIdType: null, connectionCallId: null },
      { version: 15 },
    );
    assert.deepEqual(strip(nobody, 15), nobody);
  });

  it('keeps a text without a NUL as it is written, and the order of fields', () => {
    const { strip } = createStripper();
    // Two texts in the other order, one of them without its NUL.
    const frame = frameOf(109, [0, 0, 0, 0, 0, 0, ...[7, 3, 0x41, 0x42, 0], ...[1, 3, 0x43, 0x44, 0x45]]);
    const stripped = strip(frame, 15);
    assert.equal(stripped.length, frame.length);
    assert.deepEqual([stripped[14], stripped[15], stripped[18], stripped[19], stripped[20]], [7, 3, 0, 1, 3]);
  });

  it('has no password, not even its length', () => {
    const open = (password: string) =>
      createStripper().strip(
        encodeMessage(
          {
            ...{ messageType: 'OPEN_REQ', invokeId: 1, versionNumber: 15, idleTimeout: 120, peripheralId: null, servicesRequested: 2, callMsgMask: 1 },
            ...{ agentStateMask: 1, configMsgMask: 0, clientPassword: Buffer.from(password), clientId: 'x' },
          },
          { version: 15 },
        ),
        15,
      );
    assert.equal(open('a long password').length, open('').length);
    assert.equal((decodeMessage(open('a long password'), { version: 15 }) as { clientPassword?: Uint8Array }).clientPassword?.length, 0);
  });

  it('reads frames as the codec does: every field is found where the guide has it', () => {
    for (const { frame, name } of samples) {
      if (name === 'UNKNOWN_TYPE' || name === 'AGENT_GREETING_CONTROL_CONF') continue;
      const parts = framePartsOf(frame, 15);
      assert.ok(
        parts.every(({ key }) => key !== undefined),
        name,
      );
      assert.equal(parts.at(-1)?.end ?? 8, frame.length);
    }
  });

  it('has nothing of a site in frames that are damaged, of another version, or of no known kind', () => {
    const messages = guide.filter((message) => isInVersion(message, 15));
    const bytes = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
    const planted = fc.constantFrom(NAME, NUMBER, 'Lindqvistsson', '0701740605');
    const frames = fc.oneof(
      // A name put anywhere into any message, whose length is made right again, read as any version.
      fc
        .record({ built: fc.nat(messages.length - 1).chain((index) => builtFrames(messages[index] ?? assert.fail(), 15)), at: fc.nat(400), text: planted })
        .map(({ built, at, text }) => {
          const body = [...built.frame.subarray(8)];
          body.splice(at % (body.length + 1), text.length, ...bytes(text));
          return { frame: frameOf(built.frame[7] ?? 0, body), text };
        }),
      // A body of its own.
      fc
        .record({ type: fc.nat(300), before: fc.uint8Array({ maxLength: 60 }), text: planted, after: fc.uint8Array({ maxLength: 60 }) })
        .map(({ type, before, text, after }) => ({
          frame: frameOf(type, [...before, ...bytes(text), ...after]),
          text,
        })),
    );
    fc.assert(
      fc.property(frames, fc.constantFrom(...VERSIONS), ({ frame, text }, version) => {
        const stripped = createStripper().strip(frame, version);
        assert.ok(stripped.length <= frame.length);
        const shown = latin1(stripped);
        for (const piece of pieces(text)) assert.ok(!shown.includes(piece), piece);
      }),
      { numRuns: 20_000 },
    );
  });

  it('has no number of a site in four bytes either', () => {
    const number = PLANTED_NUMBERS[4] ?? 0;
    for (const version of [15, 25])
      for (const message of guide.filter((one) => isInVersion(one, version))) {
        const frame = plantedFrame(message, version);
        const stripped = Buffer.from(createStripper().strip(frame, version));
        const allowed = framePartsOf(frame, version).filter(
          ({ key, start }) => key !== undefined && allowedFields.has(key) && Buffer.from(frame).readUInt32BE(Math.min(start, frame.length - 4)) === number,
        ).length;
        let found = 0;
        for (let at = stripped.indexOf(u4(number)); at >= 0; at = stripped.indexOf(u4(number), at + 1)) found += 1;
        assert.equal(found, allowed, message.name);
      }
  });
});
