import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerSerializer } from './answer-serializer.ts';

const row = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  count: z.int(),
  share: z.number().optional(),
  state: z.enum(['on', 'off']),
  kind: z.literal('row'),
  tags: z.array(z.string()),
  inner: z.object({ at: z.iso.datetime(), isFresh: z.boolean(), nothing: z.null() }).nullable(),
  free: z.record(z.string(), z.unknown()).nullable(),
  more: z.unknown(),
  one: z.union([z.object({ a: z.string() }), z.object({ b: z.int() })]).optional(),
});
const answer = z.object({ ok: z.literal(true), data: z.array(row) });

function whole(): z.output<typeof row> & Record<string, unknown> {
  return {
    id: '01a1ff6f-6d09-7723-bb84-b9608f1fe567',
    name: 'A "name"\u2028',
    count: 3,
    share: 0.5,
    state: 'on',
    kind: 'row',
    tags: ['a', 'b'],
    inner: { at: '2026-01-31T00:00:00Z', isFresh: true, nothing: null },
    free: { any: { thing: [1] } },
    more: [1, { two: 2 }],
    one: { b: 1 },
  };
}

function serialize(...rows: unknown[]): string {
  const route = { schema: answer, method: 'GET', url: '/api/rows', httpStatus: '200' };
  return answerSerializer(route)({ ok: true, data: rows });
}
function written(...rows: unknown[]): unknown {
  return (JSON.parse(serialize(...rows)) as { data: unknown }).data;
}

describe('an answer', () => {
  test('is written as it is, also with what may be left out or is null', () => {
    const { share, one, ...least } = whole();
    const empty = {
      ...least,
      name: null,
      tags: [],
      inner: null,
      free: null,
      more: undefined,
      share: undefined,
    };
    expect(written(whole(), empty)).toEqual([whole(), JSON.parse(JSON.stringify(empty))]);
    expect([share, one]).toEqual([0.5, { b: 1 }]);
  });

  test('D5: carries no field that the schema does not name, however deep and among whatever others', () => {
    const inner = { ...whole().inner, secret: 1 };
    class Row {
      secret = 1;
      constructor() {
        Object.assign(this, whole());
      }
      toJSON(): object {
        return { secret: 1 };
      }
    }
    const rows = [whole(), { ...whole(), secret: 1 }, { ...whole(), inner }, new Row()];
    expect(written(...rows)).toEqual([whole(), whole(), whole(), whole()]);
    expect(written({ ...whole(), one: { b: 1, secret: 1 } })).toEqual([whole()]);
    const missing: Record<string, unknown> = { ...whole(), secret: 1 };
    delete missing['share'];
    expect(serialize(missing)).not.toContain('secret');
  });

  test.each([
    ['a field that is missing', { count: undefined }],
    ['null where nothing may be null', { kind: null }],
    ['a number for a text', { name: 1 }],
    ['an instant that is no text', { inner: { ...whole().inner, at: new Date(0) } }],
    ['no whole number', { count: 1.5 }],
    ['a number beyond those that JSON holds', { count: 2 ** 53 }],
    ['no number', { share: Number.NaN }],
    ['a bigint', { count: 1n }],
    ['none of the words', { state: 'between' }],
    ['an object for a list', { tags: {} }],
    ['a list for an object', { inner: [] }],
    ['none of the branches', { one: { c: 1 } }],
  ])('fails the request with %s', (_what, change) => {
    expect(() => serialize(whole(), { ...whole(), ...change })).toThrow();
  });
});
