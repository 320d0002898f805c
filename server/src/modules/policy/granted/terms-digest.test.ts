import { expect, test } from 'vitest';
import { termsDigest, type DigestedTerms } from './terms-digest.ts';

const plain: DigestedTerms = { access: 'full', burst: null, addressList: null, pool: null };
const burst = { downloadBps: 4, uploadBps: 3, thresholdDownloadBps: 2, thresholdUploadBps: 1, timeS: 8 };

test('the digest is the same in every version: sessions that run carry it', () => {
  const terms = [
    plain,
    { ...plain, addressList: 'shop' },
    { ...plain, burst },
    { ...plain, access: 'walled_garden', pool: 'unpaid' } as const,
  ];
  expect(terms.map(termsDigest)).toEqual([951_994_008, 3_509_566_396, 2_939_616_590, 3_449_393_249]);
});

test('it tells terms apart by burst, list, access and the pool of a walled garden, and not by another pool', () => {
  const others: DigestedTerms[] = [
    { ...plain, addressList: 'shop' },
    { ...plain, access: 'walled_garden' },
    { ...plain, access: 'walled_garden', pool: 'unpaid' },
    ...Object.keys(burst).map((key) => ({ ...plain, burst: { ...burst, [key]: 9 } })),
  ];
  expect(new Set([plain, ...others].map(termsDigest)).size).toBe(others.length + 1);
  expect(termsDigest({ ...plain, pool: 'homes' })).toBe(termsDigest(plain));
});
