import { describe, expect, it } from 'vitest';
import { termsDigest } from '../../policy/index.ts';
import { grantedTerms, possibleTexts, type GrantedText } from './granted-terms.ts';

const burst = {
  downloadBps: 40_000_000,
  uploadBps: 10_000_000,
  thresholdDownloadBps: 15_000_000,
  thresholdUploadBps: 4_000_000,
  timeS: 10,
};
const plan = { burst, addressList: 'schools', pool: 'homes' };
const byList = { downloadBps: 1, uploadBps: 1, pool: null, addressList: 'debtors' };
const byPool = { downloadBps: 1, uploadBps: 1, pool: 'garden', addressList: null };

function found(text: GrantedText, garden: typeof byList | typeof byPool | null) {
  const granted = {
    downloadBps: 2,
    uploadBps: 1,
    timeoutS: 60,
    volumeBytes: null,
    digest: termsDigest(text),
  };
  const candidates = possibleTexts([plan], garden);
  const gardenPool = garden?.pool ?? null;
  return grantedTerms(granted, { startedAtMs: 1_000_000, candidates, gardenPool });
}

describe('what a login granted', () => {
  it('is found among what it may have been', () => {
    const full = { access: 'full', addressList: 'schools', pool: 'homes' } as const;
    expect(found({ ...full, burst }, null)).toMatchObject({ burst, addressList: 'schools', pool: null });
    expect(found({ ...full, burst: null }, null)).toMatchObject({ burst: null, addressList: 'schools' });
    expect(found({ ...full, burst }, null)).toMatchObject({ endsAtMs: 1_060_000, volumeEndBytes: null });
  });

  it('tells a walled garden by its list from one by its pool', () => {
    const garden = { access: 'walled_garden', burst: null } as const;
    expect(found({ ...garden, addressList: 'debtors', pool: 'homes' }, byList)).toMatchObject({
      access: 'walled_garden',
      addressList: 'debtors',
      pool: null,
    });
    expect(found({ ...garden, addressList: null, pool: 'garden' }, byPool)).toMatchObject({ pool: 'garden' });
  });

  it('is said to be unknown where it cannot have been any of it', () => {
    const other = {
      access: 'full',
      burst: { ...burst, timeS: 3 },
      addressList: 'schools',
      pool: null,
    } as const;
    expect(found(other, null)).toMatchObject({ burst: 'unknown', addressList: null, pool: null });
  });
});
