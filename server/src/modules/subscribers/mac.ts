/**
 * `aa:bb:cc:dd:ee:ff` from any of the spellings in use: six pairs with `:` or `-`, three quads with `.` or
 * `-`, two halves with `-`, or twelve digits alone; undefined for anything else.
 */
export function parseMac(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  if (!spellings.test(trimmed)) return undefined;
  return trimmed.replaceAll(/[:.-]/g, '').match(/../g)!.join(':');
}

const spellings =
  /^([0-9a-f]{2}(:[0-9a-f]{2}){5}|[0-9a-f]{2}(-[0-9a-f]{2}){5}|[0-9a-f]{4}(\.[0-9a-f]{4}){2}|[0-9a-f]{4}(-[0-9a-f]{4}){2}|[0-9a-f]{6}-[0-9a-f]{6}|[0-9a-f]{12})$/;
