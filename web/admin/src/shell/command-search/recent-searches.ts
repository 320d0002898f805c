const key = 'trunkline.recent-searches';
const mostKept = 8;

/** What was typed here before, the latest first: the words alone, never what they found. */
export function readRecentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string').slice(0, mostKept) : [];
  } catch {
    // Storage that is closed to us or holds something else: nothing was typed before.
    return [];
  }
}

export function rememberSearch(text: string): void {
  const typed = text.trim();
  if (typed === '') return;
  const kept = [typed, ...readRecentSearches().filter((other) => other !== typed)].slice(0, mostKept);
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing for us searches just as well.
  }
}

/** At sign-out: the next person at this browser does not see whom the last one looked for. */
export function forgetRecentSearches(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing could be kept, so nothing is left.
  }
}
