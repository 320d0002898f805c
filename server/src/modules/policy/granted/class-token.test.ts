import { describe, expect, it } from 'vitest';
import { decodeClassToken, encodeClassToken, reservationLimit } from './class-token.ts';

const token = {
  tenantId: '0199b0a0-0000-7000-8000-00000000000a',
  subscriptionId: '0199b0a0-1111-7000-8000-0000000000ff',
  reservation: reservationLimit - 1,
};
const granted = {
  downloadBps: 2 ** 40 + 1,
  uploadBps: 1,
  timeoutS: 2 ** 31 - 1,
  volumeBytes: 2 ** 47 + 3,
  digest: 2 ** 32 - 1,
};

describe('a Class token', () => {
  it('comes back as it was sent', () => {
    expect(decodeClassToken(encodeClassToken({ ...token, granted }))).toEqual({ ...token, granted });
    const unlimited = { ...granted, timeoutS: null, volumeBytes: null };
    const ofNobody = { ...token, subscriptionId: null, granted: unlimited };
    expect(decodeClassToken(encodeClassToken(ofNobody))).toEqual(ofNobody);
  });

  it('says as much as it can hold of a volume that is larger', () => {
    const huge = { ...granted, volumeBytes: Number.MAX_SAFE_INTEGER };
    expect(decodeClassToken(encodeClassToken({ ...token, granted: huge }))?.granted?.volumeBytes).toBe(
      2 ** 48 - 1,
    );
  });

  it('of a session that an earlier version let in is read, and says nothing of what was granted', () => {
    const bytes = encodeClassToken(token);
    expect([bytes.length, bytes[0]]).toEqual([39, 1]);
    expect(decodeClassToken(bytes)).toEqual({ ...token, granted: null });
  });

  it("of another server is nobody's", () => {
    for (const bytes of [encodeClassToken(token), encodeClassToken({ ...token, granted })]) {
      expect(decodeClassToken(bytes.subarray(1))).toBeUndefined();
      expect(decodeClassToken(Buffer.concat([bytes, Buffer.of(0)]))).toBeUndefined();
      bytes[0] = 3 - bytes[0]!;
      expect(decodeClassToken(bytes)).toBeUndefined();
    }
    expect(decodeClassToken(Buffer.alloc(0))).toBeUndefined();
  });
});
