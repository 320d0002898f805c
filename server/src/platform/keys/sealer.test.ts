import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CannotOpen, createKeys, type Binding } from './index.ts';
import { maxMasterKeys } from './sealer.ts';

const binding: Binding = { tenantId: 'tenant-a', table: 'nas.nas', column: 'secret', rowId: 'row-1' };
const plain = Buffer.from('a shared secret');

describe('E6: a sealed value opens only where it was sealed', () => {
  const { sealer } = createKeys(randomBytes(32));
  const sealed = sealer.seal(plain, binding);

  test('it opens in its own place', () => {
    expect(sealer.open(sealed, binding)).toEqual(plain);
  });

  test.each([
    { ...binding, tenantId: 'tenant-b' },
    { ...binding, table: 'nas.other' },
    { ...binding, column: 'api_password' },
    { ...binding, rowId: 'row-2' },
    // The same letters, cut at another place.
    { ...binding, tenantId: 'tenant-anas', table: '.nas' },
  ])('moved to $tenantId $table $column $rowId it does not open', (elsewhere) => {
    expect(() => sealer.open(sealed, elsewhere)).toThrow(CannotOpen);
  });

  test('no bit of it can be changed', () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => sealer.open(changed, binding)).toThrow(CannotOpen);
    }
  });

  test('cut anywhere it does not open', () => {
    for (let length = 0; length < sealed.length; length++) {
      expect(() => sealer.open(sealed.subarray(0, length), binding)).toThrow(CannotOpen);
    }
  });

  test('under another master key it is told apart as such', () => {
    const other = createKeys(randomBytes(32)).sealer;
    expect(() => other.open(sealed, binding)).toThrow(expect.objectContaining({ reason: 'other-key' }));
  });

  test('the same value is never sealed to the same bytes', () => {
    expect(sealer.seal(plain, binding)).not.toEqual(sealed);
    expect(sealed.includes(plain)).toBe(false);
  });

  test('an empty value is a value', () => {
    expect(sealer.open(sealer.seal(Buffer.alloc(0), binding), binding)).toHaveLength(0);
  });
});

test('each purpose has its own key, the same at each start', () => {
  const master = randomBytes(32);
  const first = createKeys(master);
  expect(createKeys(master).deriveKey('snapshot')).toEqual(first.deriveKey('snapshot'));
  expect(first.deriveKey('snapshot')).not.toEqual(first.deriveKey('journal'));
  expect(first.deriveKey('snapshot')).toHaveLength(32);
});

test('a master key of another length is refused', () => {
  expect(() => createKeys(randomBytes(16))).toThrow(/16 bytes/);
  expect(() => createKeys(randomBytes(32 * (maxMasterKeys + 1)))).toThrow(/160 bytes/);
});

test('E6: of several master keys the newest seals and each opens what it has sealed', () => {
  const [older, newer] = [randomBytes(32), randomBytes(32)];
  const before = createKeys(older);
  const during = createKeys(Buffer.concat([newer, older]));
  const after = createKeys(newer);
  const [old, fresh] = [before.sealer.seal(plain, binding), during.sealer.seal(plain, binding)];
  expect([during.sealer.open(old, binding), during.sealer.open(fresh, binding)]).toEqual([plain, plain]);
  expect(after.sealer.open(fresh, binding)).toEqual(plain);
  expect(() => after.sealer.open(old, binding)).toThrow(expect.objectContaining({ reason: 'other-key' }));
  expect(() => during.sealer.open(old, { ...binding, rowId: 'row-2' })).toThrow(CannotOpen);
  // An envelope that names the other key is not opened by it.
  const relabelled = Buffer.concat([old.subarray(0, 1), after.sealer.keyId, old.subarray(5)]);
  expect(() => during.sealer.open(relabelled, binding)).toThrow(
    expect.objectContaining({ reason: 'altered-or-moved' }),
  );
  expect(during.deriveKeys('snapshot')).toEqual([after.deriveKey('snapshot'), before.deriveKey('snapshot')]);
});
