import * as fc from 'fast-check';
import { faultSeed } from '@trunkline/test-kit';
import { expect, test } from 'vitest';
import { RouterosProtocolError } from '../errors.ts';
import { encodeSentence } from './encode-sentence.ts';
import { DEFAULT_LIMITS, type RouterosLimits } from './limits.ts';
import { SentenceDecoder } from './sentence-decoder.ts';

function decode(pieces: readonly Buffer[], limits: Partial<RouterosLimits> = {}): string[][] {
  const sentences: string[][] = [];
  const decoder = new SentenceDecoder({ ...DEFAULT_LIMITS, ...limits }, (words) => sentences.push(words));
  for (const piece of pieces) decoder.push(piece);
  return sentences;
}

/** The bytes in pieces that end at the given places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const word = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  fc.nat({ max: 40_000 }).map((length) => 'x'.repeat(length + 1)),
);
const sentence = fc.array(word, { minLength: 1, maxLength: 8 });

test('whatever is encoded decodes to the same, cut anywhere on the way', () => {
  const seed = faultSeed('routeros-roundtrip');
  fc.assert(
    fc.property(
      fc.array(sentence, { maxLength: 5 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (sentences, places) => {
        const bytes = Buffer.concat(sentences.map(encodeSentence));
        expect(decode(cut(bytes, places))).toEqual(sentences);
      },
    ),
    { seed, numRuns: 300 },
  );
});

test('a byte at a time is as good as all at once', () => {
  const sentences = [
    ['!re', `=comment=${'n'.repeat(20_000)}`],
    ['!done', '.tag=1'],
  ];
  const bytes = Buffer.concat(sentences.map(encodeSentence));
  expect(decode([...bytes].map((byte) => Buffer.of(byte)))).toEqual(sentences);
});

test('an empty word and an empty sentence are not encoded: they would end it', () => {
  expect(() => encodeSentence([])).toThrow(RangeError);
  expect(() => encodeSentence(['/login', ''])).toThrow(RangeError);
});

test('too many words, and too many bytes of them, are refused while they come', () => {
  const endless = encodeSentence(Array.from({ length: 50 }, () => '=a=b')).subarray(0, -1);
  expect(() => decode([endless], { maxSentenceWords: 49 })).toThrow(RouterosProtocolError);
  expect(() => decode([endless], { maxSentenceBytes: 199 })).toThrow(RouterosProtocolError);
  expect(decode([endless], { maxSentenceWords: 50, maxSentenceBytes: 200 })).toEqual([]);
});

test('E3: random bytes are sentences or refused, with no other outcome', () => {
  const seed = faultSeed('E3-bytes');
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2_000 }),
      fc.array(fc.nat(), { maxLength: 5 }),
      (noise, places) => {
        try {
          for (const words of decode(cut(Buffer.from(noise), places))) {
            expect(words.length).toBeGreaterThan(0);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(RouterosProtocolError);
        }
      },
    ),
    { seed, numRuns: 2_000 },
  );
});
