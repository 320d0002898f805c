import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';

interface Browser {
  stored?: Record<string, string>;
  prefersDark?: boolean;
  prefersMore?: boolean;
  refusesStorage?: boolean;
}

const boot = readFileSync(new URL('../../../admin/public/theme-boot.js', import.meta.url), 'utf8');

/** What the boot script writes to `<html>` in a browser like this. */
function bootIn({
  stored = {},
  prefersDark = false,
  prefersMore = false,
  refusesStorage = false,
}: Browser): unknown {
  const dataset: Record<string, string> = {};
  const getItem = (key: string): string | null => {
    if (refusesStorage) throw new Error('Storage is refused');
    return stored[key] ?? null;
  };
  const matchMedia = (query: string): { matches: boolean } => ({
    matches: query.includes('color-scheme: dark') ? prefersDark : prefersMore,
  });
  runInNewContext(boot, {
    window: { localStorage: { getItem }, matchMedia },
    document: { documentElement: { dataset } },
  });
  return dataset;
}

describe('before the first paint', () => {
  test('without a choice the system decides', () => {
    expect(bootIn({})).toEqual({ theme: 'light', contrast: 'normal' });
    expect(bootIn({ prefersDark: true, prefersMore: true })).toEqual({ theme: 'dark', contrast: 'more' });
  });

  test('a choice wins over the system', () => {
    const stored = { 'trunkline.theme': 'light', 'trunkline.contrast': 'normal' };
    expect(bootIn({ stored, prefersDark: true, prefersMore: true })).toEqual({
      theme: 'light',
      contrast: 'normal',
    });
    expect(bootIn({ stored: { 'trunkline.theme': 'dark' } })).toEqual({ theme: 'dark', contrast: 'normal' });
  });

  test('an unknown choice counts as none', () => {
    expect(bootIn({ stored: { 'trunkline.theme': 'purple' }, prefersDark: true })).toMatchObject({
      theme: 'dark',
    });
  });

  test('a browser that refuses storage still gets a theme', () => {
    expect(bootIn({ refusesStorage: true, prefersDark: true })).toEqual({
      theme: 'dark',
      contrast: 'normal',
    });
  });
});
