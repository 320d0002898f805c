import { formatDuration } from '../values/duration.ts';
import { formatRatePair, type RatePair } from '../values/rate.ts';
import { formatList } from '../values/scalar.ts';
import type { Field } from './menu.ts';

/** Any text; RouterOS keeps it as it is. */
export const text = (name: string): Field<string> => ({ name, format: (value) => value });

export const flag = (name: string): Field<boolean> => ({ name, format: (value) => (value ? 'yes' : 'no') });

export const list = (name: string): Field<readonly string[]> => ({ name, format: formatList });

export const rates = (name: string): Field<RatePair> => ({ name, format: formatRatePair });

export const duration = (name: string): Field<number> => ({ name, format: formatDuration });

export const whole = (name: string): Field<number | bigint> => ({
  name,
  format: (value) => {
    if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) {
      throw new RangeError(`${value} is no whole number`);
    }
    return value.toString();
  },
});
