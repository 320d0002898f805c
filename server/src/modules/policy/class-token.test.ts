import { describe, expect, it } from 'vitest';
import { decodeClassToken, encodeClassToken, reservationLimit } from './class-token.ts';

const token = {
  tenantId: '0199b0a0-0000-7000-8000-00000000000a',
  subscriptionId: '0199b0a0-1111-7000-8000-0000000000ff',
  reservation: reservationLimit - 1,
};

describe('a Class token', () => {
  it('comes back as it was sent', () => {
    expect(decodeClassToken(encodeClassToken(token))).toEqual(token);
  });

  it("of another server is nobody's", () => {
    const bytes = encodeClassToken(token);
    expect(decodeClassToken(bytes.subarray(1))).toBeUndefined();
    expect(decodeClassToken(Buffer.concat([bytes, Buffer.of(0)]))).toBeUndefined();
    bytes[0] = 2;
    expect(decodeClassToken(bytes)).toBeUndefined();
    expect(decodeClassToken(Buffer.alloc(0))).toBeUndefined();
  });
});
