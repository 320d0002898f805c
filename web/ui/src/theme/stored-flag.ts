/** A small preference of this browser; `undefined` before it was chosen and where nothing can be stored. */
export function readFlag(key: string): boolean | undefined {
  try {
    const stored = window.localStorage.getItem(key);
    return stored === null ? undefined : stored === 'on';
  } catch {
    return undefined;
  }
}

export function storeFlag(key: string, isOn: boolean): void {
  try {
    window.localStorage.setItem(key, isOn ? 'on' : 'off');
  } catch {
    // A browser that refuses storage forgets it at the next visit, which harms nobody.
  }
}
