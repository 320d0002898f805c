import { useEffect, useState } from 'react';
import { now } from './now.ts';

/** The time, told anew every so often, for ages and uptimes that must not stand still. */
export function useNow(everyMs = 1_000): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = window.setInterval(() => setAt(now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return at;
}
