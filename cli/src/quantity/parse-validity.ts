import { UsageError } from '../command-error.ts';

export interface Validity {
  readonly count: number;
  readonly unit: 'minute' | 'hour' | 'day' | 'week' | 'month';
}

const UNITS: Readonly<Record<string, Validity['unit']>> = {
  min: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
};
const MAX_COUNT = 3650;

/** How long a subscription lasts: `30min`, `12h`, `30d`, `2w`, `1mo`. `m` alone could be either, so it is none. */
export function parseValidity(text: string, option: string): Validity {
  const match = /^(\d{1,4})(min|h|d|w|mo)$/i.exec(text);
  const count = Number(match?.[1]);
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  if (!unit || count < 1 || count > MAX_COUNT) {
    throw new UsageError(
      `--${option} "${text}" is not a time such as 30min, 12h, 30d, 2w or 1mo, from 1 to ${MAX_COUNT}`,
    );
  }
  return { count, unit };
}
