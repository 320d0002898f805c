export interface RouterosVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Reads `7.15.3 (stable)`, `6.49.10` or `7.16rc2`; undefined for whatever names no version. */
export function parseVersion(text: string | undefined): RouterosVersion | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?/.exec(text ?? '');
  if (!match) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) };
}
