import { createContext, use, useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMac } from './mac.ts';
import { now } from './now.ts';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatMoney,
  formatPercent,
  formatPlanRate,
  formatRate,
} from './quantity.ts';
import { formatAgo, formatInstant, formatMilliseconds, formatRelative, formatUptime } from './time.ts';
import type { Instant, InstantStyle } from './time.ts';

interface Place {
  /** IANA name, such as `Asia/Baghdad`. */
  timeZone: string;
  /** ISO 4217, such as `IQD`. */
  currency: string;
}

const PlaceContext = createContext<Place>({ timeZone: 'UTC', currency: 'USD' });

/** Says in whose zone and currency the pages inside are written: the tenant's. */
export function FormatProvider({
  children,
  timeZone,
  currency,
}: Place & { children: ReactNode }): ReactElement {
  const place = useMemo(() => ({ timeZone, currency }), [timeZone, currency]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

/** All formats of this folder, bound to the person's language and the tenant's zone and currency. */
export interface Format extends Place {
  locale: string;
  rate: (bitsPerSecond: number) => string;
  bytes: (bytes: number) => string;
  planRate: (downloadBps: number | null, uploadBps: number | null) => string;
  count: (count: number) => string;
  compact: (count: number) => string;
  percent: (share: number) => string;
  money: (amountMinor: number, currency?: string) => string;
  instant: (instant: Instant, style?: InstantStyle) => string;
  /** Of what has happened: a clock that is a little behind must not make a future of it. */
  ago: (instant: Instant, nowMs: number) => string;
  /** Give `nowMs` from `useNow` where the age must not stand still. */
  relative: (instant: Instant, nowMs?: number) => string;
  uptime: (seconds: number) => string;
  milliseconds: (milliseconds: number) => string;
  mac: (text: string) => string;
}

export function useFormat(): Format {
  const { i18n } = useTranslation('ui');
  const { timeZone, currency } = use(PlaceContext);
  const locale = i18n.language;
  return useMemo(() => bindFormat(locale, { timeZone, currency }), [locale, timeZone, currency]);
}

function bindFormat(locale: string, { timeZone, currency: home }: Place): Format {
  return {
    locale,
    timeZone,
    currency: home,
    rate: (bitsPerSecond) => formatRate(bitsPerSecond, locale),
    bytes: (bytes) => formatBytes(bytes, locale),
    planRate: (downloadBps, uploadBps) => formatPlanRate(downloadBps, uploadBps, locale),
    count: (count) => formatCount(count, locale),
    compact: (count) => formatCompact(count, locale),
    percent: (share) => formatPercent(share, locale),
    money: (amountMinor, currency = home) => formatMoney(amountMinor, currency, locale),
    instant: (instant, style) => formatInstant(instant, { timeZone, locale, style }),
    ago: (instant, nowMs) => formatAgo(instant, { nowMs, locale }),
    relative: (instant, nowMs = now()) => formatRelative(instant, { nowMs, locale }),
    uptime: formatUptime,
    milliseconds: formatMilliseconds,
    mac: formatMac,
  };
}
