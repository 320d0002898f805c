export { currencyDigits } from './currency-digits.ts';
export { isolated } from './isolated.ts';
export { formatMac } from './mac.ts';
export { now } from './now.ts';
export {
  formatBytes,
  formatCompact,
  formatCount,
  formatMoney,
  formatPercent,
  formatPlanRate,
  formatRate,
} from './quantity.ts';
export { formatInstant, formatMilliseconds, formatRelative, formatUptime, toMs } from './time.ts';
export type { Instant, InstantStyle } from './time.ts';
export { FormatProvider, useFormat } from './use-format.tsx';
export type { Format } from './use-format.tsx';
export { useNow } from './use-now.ts';
export { fromZonedText, toZonedText } from './zoned-time.ts';
