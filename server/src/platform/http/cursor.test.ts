import { expect, test } from 'vitest';
import { z } from 'zod';
import { createCursorCodec } from './cursor.ts';

test('a cursor of another list, of another shape or altered is refused as the client’s', () => {
  const codec = createCursorCodec(Buffer.alloc(32, 1));
  const cursor = codec.seal('/api/things', { name: 'a' });
  const schema = z.strictObject({ name: z.string() });
  expect(codec.open('/api/things', schema, cursor)).toEqual({ name: 'a' });
  const refused = expect.objectContaining({ code: 'http.invalid_cursor', status: 400 });
  expect(() => codec.open('/api/others', schema, cursor)).toThrow(refused);
  expect(() => codec.open('/api/things', z.strictObject({ id: z.string() }), cursor)).toThrow(refused);
  expect(() => codec.open('/api/things', schema, `${cursor.slice(0, -1)}A`)).toThrow(refused);
});
