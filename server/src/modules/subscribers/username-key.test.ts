import { SeededRandom } from '@trunkline/kit';
import { describe, expect, test } from 'vitest';
import { parseMac } from './mac.ts';
import { usernameKey } from './username-key.ts';

const plain = { stripRealm: false, credential: 'password' } as const;
const stripping = { stripRealm: true, credential: 'password' } as const;
const mac = { stripRealm: false, credential: 'mac' } as const;

const spellings = [
  'AA:BB:CC:0D:0E:0F',
  'aa-bb-cc-0d-0e-0f',
  'aabb.cc0d.0e0f',
  'aabb-cc0d-0e0f',
  'AABBCC-0D0E0F',
  'aabbcc0d0e0f',
];

describe('the key of a user name', () => {
  test.each([
    ['Ali', 'ali'],
    ['  ali ', 'ali'],
    // The same name, composed and decomposed.
    ['Zoë', 'zoë'.normalize('NFC')],
    ['Zoe\u0308', 'zoë'.normalize('NFC')],
    ['ali@isp.example', 'ali@isp.example'],
    ['628123456789', '628123456789'],
    ['AABBCC0D0E0F', 'aabbcc0d0e0f'],
  ])('"%s" is %s', (username, key) => {
    expect(usernameKey(username, plain)).toBe(key);
  });

  test.each([
    ['Ali@isp.example', 'ali'],
    ['ISP\\Ali', 'ali'],
    ['a@b@isp.example', 'a@b'],
    ['ali', 'ali'],
    ['@isp.example', '@isp.example'],
    ['isp\\', 'isp\\'],
  ])('where the tenant strips realms, "%s" is %s', (username, key) => {
    expect(usernameKey(username, stripping)).toBe(key);
  });

  test.each(spellings)('a MAC-authenticated device is found however %s is spelled', (spelling) => {
    expect(usernameKey(spelling, mac)).toBe('aa:bb:cc:0d:0e:0f');
    expect(usernameKey(spelling, { ...mac, stripRealm: true })).toBe('aa:bb:cc:0d:0e:0f');
  });

  test('the key of a key is the key itself', () => {
    const seed = 7;
    const random = new SeededRandom(seed);
    const alphabet = ['a', 'B', ' ', '@', '\\', 'é', 'e\u0301', '0', ':', 'İ', 'ß', '-'];
    for (let round = 0; round < 2000; round++) {
      const name = Array.from(
        { length: 1 + random.integer(12) },
        () => alphabet[random.integer(alphabet.length)],
      ).join('');
      const key = usernameKey(name, plain);
      expect(usernameKey(key, plain), `seed ${seed}, name ${JSON.stringify(name)}`).toBe(key);
    }
  });
});

describe('parseMac', () => {
  test.each([
    'aa:bb:cc:dd:ee',
    'aa:bb-cc:dd:ee:ff',
    'aabb.ccdd-eeff',
    'gg:bb:cc:dd:ee:ff',
    'aabbccddeef',
    '',
  ])('"%s" is no MAC address', (text) => {
    expect(parseMac(text)).toBeUndefined();
  });
});
