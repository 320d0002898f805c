/** Joins class names and leaves out what does not apply: `classNames('h-8', isWide && 'w-full')`. */
export function classNames(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
