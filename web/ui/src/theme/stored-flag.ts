/** A small preference of this browser; where nothing can be stored it is off. */
export function readFlag(key: string): boolean {
  try {
    return window.localStorage.getItem(key) === 'on';
  } catch {
    return false;
  }
}

export function storeFlag(key: string, isOn: boolean): void {
  try {
    window.localStorage.setItem(key, isOn ? 'on' : 'off');
  } catch {
    // A browser that refuses storage forgets it at the next visit, which harms nobody.
  }
}
