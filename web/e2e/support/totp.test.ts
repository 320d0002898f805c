import { expect, test } from 'vitest';
import { totpCode } from './totp.ts';

/** RFC 6238, appendix B, the SHA-1 rows, cut to six digits. */
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [20_000_000_000, '353130'],
])('the code at second %i is that of the standard', (second, code) => {
  expect(totpCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', second * 1_000)).toBe(code);
});
