import { UsageError } from '../command-error.ts';

export interface Validity {
  readonly count: number;
  readonly unit: 'hour' | 'day' | 'month';
}

const UNITS: Readonly<Record<string, Validity['unit']>> = { h: 'hour', d: 'day', mo: 'month' };
const MAX_COUNT = 3650;

/** How long a subscription lasts: `12h`, `30d`, `1mo`. A month is a calendar month, hence not `m`. */
export function parseValidity(text: string, option: string): Validity {
  const match = /^(\d{1,4})(h|d|mo)$/i.exec(text);
  const count = Number(match?.[1]);
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  if (!unit || count < 1 || count > MAX_COUNT) {
    throw new UsageError(
      `--${option} "${text}" is not a time such as 12h, 30d or 1mo, from 1 to ${MAX_COUNT}`,
    );
  }
  return { count, unit };
}
