/** How long a sequence such as `g c` waits for its next key. */
export const sequenceMs = 1_000;

const maxKeysOfSequence = 4;

/** The part of a keyboard event that matters. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The name of a pressed key in a shortcut: `g`, `?`, `Escape`, `Mod+k` (Ctrl, or ⌘ on a Mac). */
export function nameOfKey(press: KeyPress): string {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const withAlt = press.altKey ? `Alt+${key}` : key;
  return press.ctrlKey || press.metaKey ? `Mod+${withAlt}` : withAlt;
}

/** Where typing a letter means the letter. */
export interface KeyTarget {
  tagName: string;
  type?: string | undefined;
  isContentEditable?: boolean | undefined;
}

const toggles = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'range',
  'color',
  'file',
  'image',
]);

/** Whether a key belongs to the field that has the focus; shortcuts with Mod and Escape go through anyway. */
export function isTyping(target: KeyTarget): boolean {
  if (target.isContentEditable) return true;
  const tag = target.tagName.toUpperCase();
  if (tag === 'TEXTAREA' || tag === 'SELECT') return true;
  return tag === 'INPUT' && !toggles.has(target.type ?? 'text');
}

/** The keys pressed so far, if they still can become a shortcut. */
export interface KeySequence {
  keys: readonly string[];
  lastAtMs: number;
}

/** Adds a key to those before it; too late a key begins anew. */
export function extendSequence(sequence: KeySequence, key: string, atMs: number): KeySequence {
  const isLate = atMs - sequence.lastAtMs > sequenceMs;
  const keys = isLate ? [key] : [...sequence.keys, key].slice(-maxKeysOfSequence);
  return { keys, lastAtMs: atMs };
}

/** The shortcut that the keys end with, the longest first: `g c` wins over `c`. */
export function matchShortcut(sequence: KeySequence, shortcuts: readonly string[]): string | undefined {
  const pressed = sequence.keys.join(' ');
  return shortcuts
    .filter((shortcut) => pressed === shortcut || pressed.endsWith(` ${shortcut}`))
    .toSorted((one, other) => other.length - one.length)[0];
}
