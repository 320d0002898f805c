import { expect, it } from 'vitest';
import { stationSpellings } from './station-spellings.ts';

it('a device is looked for as every router spells it, however staff typed it', () => {
  const typed = ['aa:bb:cc:dd:ee:0f', 'AABB.CCDD.EE0F', 'aabbccddee0f', 'AA-BB-CC-DD-EE-0F'];
  const [first, ...others] = typed.map(stationSpellings);
  expect(first).toEqual(
    expect.arrayContaining(['AA:BB:CC:DD:EE:0F', 'aa-bb-cc-dd-ee-0f', 'aabb.ccdd.ee0f', 'AABBCC-DDEE0F']),
  );
  for (const other of others) expect(other).toEqual(first);
});

it('what is no MAC address is none', () => {
  expect(stationSpellings('anna')).toBeUndefined();
});
