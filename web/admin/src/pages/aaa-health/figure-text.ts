import type { Format } from '@trunkline/web-ui';

/** A rate a minute: one digit behind the point while it tells something. */
export function figureText(value: number, format: Format): string {
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : format.count(Math.round(value));
}
