import { useMemo } from 'react';
import { useFormat } from '../format/use-format.tsx';
import { weekdays } from './week-windows.ts';

/** 1970-01-05 was a Monday. */
const mondayMs = Date.UTC(1970, 0, 5);
const dayMs = 86_400_000;

/** The names of the days in the person's language, by ISO number. */
export function useWeekdayNames(style: 'short' | 'long'): (day: number) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' });
    const names = new Map<number, string>(
      weekdays.map((day) => [day, format.format(mondayMs + (day - 1) * dayMs)]),
    );
    return (day) => names.get(day) ?? String(day);
  }, [locale, style]);
}
