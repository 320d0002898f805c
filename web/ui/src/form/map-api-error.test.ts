import { describe, expect, test } from 'vitest';
import { conflictOf, mapApiError } from './map-api-error.ts';

const detail = (field: string, message = 'Wrong.'): { field: string; message: string } => ({
  field,
  message,
});
const refused = (...details: unknown[]): unknown => ({ status: 400, code: 'http.invalid_fields', details });

describe('messages of the API come to the fields they speak of', () => {
  test('a field is found by its whole path', () => {
    const mapped = mapApiError(refused(detail('loginWindows.0.from')), [
      'loginWindows.0.from',
      'loginWindows.1.from',
    ]);
    expect(mapped).toEqual({ atFields: [detail('loginWindows.0.from')], elsewhere: [] });
  });

  test('a part goes to the field that edits the whole, and to the nearest one', () => {
    const mapped = mapApiError(refused(detail('address.geo.lat')), ['address', 'address.geo']);
    expect(mapped.atFields).toEqual([detail('address.geo')]);
  });

  test('a name that merely begins alike is another field', () => {
    expect(mapApiError(refused(detail('phone2')), ['phone']).elsewhere).toEqual([detail('phone2')]);
  });

  test('what the form does not show is told apart and not lost', () => {
    const mapped = mapApiError(refused(detail('username'), detail('If-Match')), ['username']);
    expect(mapped).toEqual({ atFields: [detail('username')], elsewhere: [detail('If-Match')] });
  });

  test('of several messages about a field the first is shown', () => {
    const mapped = mapApiError(refused(detail('tags.0', 'First.'), detail('tags.1', 'Second.')), ['tags']);
    expect(mapped.atFields).toEqual([detail('tags', 'First.')]);
  });

  test.each([undefined, null, 'text', new Error('x'), { details: 'x' }, refused(null, 7, { field: 1 })])(
    'an error of another shape (%o) says nothing about fields',
    (error) => expect(mapApiError(error, ['username'])).toEqual({ atFields: [], elsewhere: [] }),
  );
});

describe('conflicts', () => {
  test('the present row comes with a conflict', () => {
    expect(conflictOf({ status: 409, data: { name: 'Theirs' } })).toEqual({ name: 'Theirs' });
  });

  test.each([{ status: 409 }, { status: 409, data: null }, { status: 400, data: {} }, undefined])(
    '%o is none that could be compared',
    (error) => expect(conflictOf(error)).toBeUndefined(),
  );
});
