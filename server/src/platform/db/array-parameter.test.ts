import { SeededRandom } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { plainArray, textArray } from './array-parameter.ts';
import { storableText } from '../../modules/sessions/wire-text.ts';

/** What has a meaning in PostgreSQL's text form of an array, or in JSON, and what a NAS may send besides. */
const pieces = [
  '"',
  '\\',
  ',',
  '{',
  '}',
  'NULL',
  ' ',
  '\t',
  '\u0000',
  '\n',
  'n',
  'u0041',
  "'",
  '\u2028',
  'é',
  '😀',
  'a',
];

it('B11: whatever bytes a NAS sends as text arrive as the text that is stored, each in its place', async () => {
  const seed = faultSeed('B11');
  const random = new SeededRandom(seed);
  const texts = Array.from({ length: 2_000 }, (_, i) => {
    if (i % 50 === 0) return null;
    const sent = Array.from({ length: random.integer(12) }, () => pieces[random.integer(pieces.length)]!);
    const bytes = Buffer.from(sent.join(''));
    // Half a character at the end now and then.
    return storableText(random.integer(4) === 0 ? bytes.subarray(0, -1) : bytes, 253);
  });
  const numbers = texts.map((_, i) => (i % 50 === 1 ? null : (2n ** 63n - 1n) / BigInt(i + 1)));
  const database = await createTestDatabase();
  const { rows } = await database.as('fold').acrossTenants((tx) =>
    sql<{ t: string | null; n: bigint | null }>`
      select t, n from unnest(${textArray(texts)}::text[], ${plainArray(numbers)}::bigint[]) as r (t, n)`.execute(
      tx,
    ),
  );
  await database.drop();
  expect(rows, `seed ${seed}`).toEqual(texts.map((t, i) => ({ t, n: numbers[i] })));
});
