/** What the person chose; `system` follows the operating system. */
export type ThemeChoice = 'system' | 'light' | 'dark';
export type ContrastChoice = 'system' | 'normal' | 'more';

export interface Appearance {
  theme: ThemeChoice;
  contrast: ContrastChoice;
}

const themeKey = 'trunkline.theme';
const contrastKey = 'trunkline.contrast';
const themes: readonly string[] = ['system', 'light', 'dark'] satisfies ThemeChoice[];
const contrasts: readonly string[] = ['system', 'normal', 'more'] satisfies ContrastChoice[];
const listeners = new Set<() => void>();
let current: Appearance | undefined;

/** The choice kept in this browser; anything unknown in the store counts as `system`. */
export function readAppearance(): Appearance {
  current ??= {
    theme: oneOf(themes, readStored(themeKey)) as ThemeChoice,
    contrast: oneOf(contrasts, readStored(contrastKey)) as ContrastChoice,
  };
  return current;
}

/** Keeps the choice in this browser and applies it at once. */
export function setAppearance(change: Partial<Appearance>): void {
  current = { ...readAppearance(), ...change };
  store(themeKey, current.theme);
  store(contrastKey, current.contrast);
  applyAppearance();
}

/** Follows choices made here, in another tab and by the operating system; answers how to stop. */
export function watchAppearance(onChange: () => void): () => void {
  if (listeners.size === 0) followOutside('addEventListener');
  listeners.add(onChange);
  return () => {
    listeners.delete(onChange);
    if (listeners.size === 0) followOutside('removeEventListener');
  };
}

/** Writes the theme in force to `<html>`; `theme-boot.js` does the same before the first paint. */
function applyAppearance(): void {
  const { theme, contrast } = readAppearance();
  const root = document.documentElement;
  root.dataset['theme'] = theme === 'system' ? (darkQuery().matches ? 'dark' : 'light') : theme;
  root.dataset['contrast'] = contrast === 'system' ? (moreQuery().matches ? 'more' : 'normal') : contrast;
  for (const listener of listeners) listener();
}

function followOutside(how: 'addEventListener' | 'removeEventListener'): void {
  darkQuery()[how]('change', applyAppearance);
  moreQuery()[how]('change', applyAppearance);
  window[how]('storage', readAgain);
}

function readAgain(): void {
  current = undefined;
  applyAppearance();
}

const darkQuery = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');
const moreQuery = (): MediaQueryList => window.matchMedia('(prefers-contrast: more)');

function oneOf(known: readonly string[], value: string | null): string {
  return value !== null && known.includes(value) ? value : 'system';
}

/** A browser may refuse storage altogether (private mode, policy); then nothing is remembered. */
function readStored(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // The choice then holds for this page only, which the person sees at the next visit.
  }
}
