/** True or false as RouterOS writes them; undefined for whatever is neither. */
export function parseBoolean(text: string | undefined): boolean | undefined {
  if (text === 'true' || text === 'yes') return true;
  return text === 'false' || text === 'no' ? false : undefined;
}

/** A whole number that fits; undefined for whatever is none. */
export function parseWhole(text: string | undefined): number | undefined {
  if (text === undefined || !/^-?\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A 64-bit counter; undefined, and not 0, for whatever is none: 0 would read as a counter that was reset. */
export function parseCounter(text: string | undefined): bigint | undefined {
  return text !== undefined && /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}

/** The members of a comma separated list, without empty ones. */
export function parseList(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((member) => member !== '');
}

/** A list as RouterOS takes it. A member with a comma would be two: RangeError. */
export function formatList(members: readonly string[]): string {
  const split = members.find((member) => member === '' || member.includes(','));
  if (split !== undefined) throw new RangeError(`${JSON.stringify(split)} cannot stand in a list`);
  return members.join(',');
}
