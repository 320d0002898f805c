interface Validity {
  count: number;
  unit: 'minute' | 'hour' | 'day' | 'week' | 'month';
}

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** About when a period that begins now ends. The server reckons it exactly, in the tenant's zone. */
export function endOfPeriod(fromMs: number, { count, unit }: Validity): number {
  if (unit !== 'month') return fromMs + count * unitMs[unit];
  const from = new Date(fromMs);
  const month = from.getUTCMonth() + count;
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const end = new Date(fromMs);
  // The day first: the 31st of a shorter month would be the next one's first.
  end.setUTCDate(1);
  end.setUTCMonth(month);
  end.setUTCDate(Math.min(from.getUTCDate(), last));
  return end.getTime();
}
