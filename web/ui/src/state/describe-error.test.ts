import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

test('no answer at all is told as being offline', () => {
  expect(describeError(new TypeError('Failed to fetch')).kind).toBe('offline');
});

test.each([
  [401, 'signed-out'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'refused'],
  [429, 'busy'],
  [500, 'failed'],
  [503, 'busy'],
])('status %d is told as %s, with the code for support', (status, kind) => {
  expect(describeError({ status, code: 'some.code', message: 'Words.' })).toMatchObject({
    kind,
    code: 'some.code',
  });
});

test('the words of a refusal are shown, those of a crash are not', () => {
  expect(describeError({ status: 409, code: 'a', message: 'Taken.' }).message).toBe('Taken.');
  expect(describeError({ status: 500, code: 'a', message: 'stack of the server' }).message).toBeUndefined();
  expect(describeError(new Error('internal')).message).toBeUndefined();
});

test.each([undefined, null, 'text', 7, {}])('%s is a failure like any other', (thrown) => {
  expect(describeError(thrown)).toEqual({ kind: 'failed', message: undefined, code: undefined });
});
