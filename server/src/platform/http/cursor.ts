import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { httpErrors } from './errors.ts';

const macBytes = 16;

/**
 * Cursors as clients hold them: the keyset as JSON under a keyed checksum, bound to its list, so that a
 * client can neither make one up nor carry one to another list.
 */
export interface CursorCodec {
  seal(list: string, keyset: unknown): string;
  /** Throws `http.invalid_cursor`. */
  open<Keyset>(list: string, schema: z.ZodType<Keyset>, cursor: string): Keyset;
}

export function createCursorCodec(key: Buffer): CursorCodec {
  // Made once: given as bytes it would be made for each cursor, which takes five times as long as the checksum.
  const secret = createSecretKey(key);
  const mac = (list: string, body: Buffer): Buffer =>
    createHmac('sha256', secret).update(`${list}\n`).update(body).digest().subarray(0, macBytes);
  return {
    seal(list, keyset) {
      const body = Buffer.from(JSON.stringify(keyset));
      return Buffer.concat([mac(list, body), body]).toString('base64url');
    },
    open(list, schema, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      const body = bytes.subarray(macBytes);
      const isOurs =
        bytes.toString('base64url') === cursor &&
        bytes.length > macBytes &&
        timingSafeEqual(bytes.subarray(0, macBytes), mac(list, body));
      // One of an earlier version may carry other columns.
      const keyset = isOurs ? schema.safeParse(JSON.parse(body.toString('utf8'))) : undefined;
      if (!keyset?.success)
        throw httpErrors.invalidCursor({ details: [{ field: 'cursor', message: 'Leave it out.' }] });
      return keyset.data;
    },
  };
}
