import { join } from 'node:path';
import { readVectorCases, type VectorCase } from '@trunkline/test-kit';
import { describe, expect, test } from 'vitest';
import { challengeResponse } from './client/login.ts';
import { encodeSentence } from './protocol/encode-sentence.ts';
import { DEFAULT_LIMITS } from './protocol/limits.ts';
import { readReply } from './protocol/reply-sentence.ts';
import { SentenceDecoder } from './protocol/sentence-decoder.ts';
import { lengthBytesOf, writeLength } from './protocol/word-length.ts';
import { formatDuration, parseDuration } from './values/duration.ts';
import { parseBytePair, parseRate, parseRatePair } from './values/rate.ts';
import { parseRouterDate } from './values/router-date.ts';
import { parseBoolean } from './values/scalar.ts';
import { parseVersion } from './values/version.ts';

const cases = readVectorCases(join(import.meta.dirname, '../vectors'));

const having = (key: string): VectorCase[] => cases.filter((vector) => vector.get(key) !== undefined);
const fromHex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

function decode(bytes: Buffer): string[][] {
  const sentences: string[][] = [];
  new SentenceDecoder(DEFAULT_LIMITS, (words) => sentences.push(words)).push(bytes);
  return sentences;
}

/** The words of each sentence of a case. */
function wordsOf(vector: VectorCase): string[][] {
  return vector.sections('word', 'end').map((words) => words.map((word) => JSON.parse(word) as string));
}

describe('vectors', () => {
  test.each(having('length').map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const length = Number(vector.get('length'));
    const bytes = Buffer.alloc(5);
    const end = writeLength(bytes, 0, length);
    expect(bytes.subarray(0, end)).toEqual(fromHex(vector.get('bytes')!));
    expect(lengthBytesOf(length)).toBe(end);
  });

  test.each(having('word').map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const wire = fromHex(vector.get('wire')!);
    expect(decode(wire)).toEqual(wordsOf(vector));
    if (vector.get('decodes-only')) return;
    expect(Buffer.concat(wordsOf(vector).map(encodeSentence))).toEqual(wire);
  });

  test.each(having('fault').map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(() => decode(fromHex(vector.get('wire')!))).toThrow(vector.get('fault')!);
  });

  test.each(having('reply').map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const [words] = decode(fromHex(vector.get('wire')!));
    const reply = readReply(words!);
    const properties = vector.all('property').map((line) => line.split(' = '));
    expect(reply.kind).toBe(vector.get('reply'));
    expect(reply.tag).toBe(vector.get('tag') && JSON.parse(vector.get('tag')!));
    expect(Object.entries(reply.row)).toEqual(
      properties.map(([name, value]) => [name, JSON.parse(value!) as string]),
    );
    expect(reply.loose).toEqual(vector.all('loose').map((word) => JSON.parse(word) as string));
  });

  test.each(having('login').map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const { password, challenge } = JSON.parse(vector.get('login')!) as Record<string, string>;
    expect(challengeResponse(password!, challenge!)).toBe(vector.get('response'));
  });
});

const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  duration: parseDuration,
  date: parseRouterDate,
  rate: parseRate,
  pair: (text) => {
    const pair = parseRatePair(text);
    return pair && [pair.uploadBps, pair.downloadBps];
  },
  'bytes-of': (text) => {
    const pair = parseBytePair(text);
    return pair && [pair.uploadBytes.toString(), pair.downloadBytes.toString()];
  },
  flag: parseBoolean,
  version: (text) => {
    const version = parseVersion(text);
    return version && [version.major, version.minor, version.patch];
  },
};

describe('values', () => {
  for (const [key, parse] of Object.entries(parsers)) {
    test.each(having(key).map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
      const text = JSON.parse(vector.get(key)!) as string;
      const means = vector.get('means')!;
      const value = parse(text);
      expect(value).toEqual(means === 'nothing' ? undefined : JSON.parse(means));
      if (key !== 'duration' || !Number.isInteger(value)) return;
      expect(formatDuration(value as number)).toBe(
        vector.get('writes') ? JSON.parse(vector.get('writes')!) : text,
      );
    });
  }

  test('every parser takes undefined for nothing', () => {
    for (const parse of Object.values(parsers)) expect(parse(undefined as unknown as string)).toBeUndefined();
  });
});
