/** A MAC as staff write it, `AA:BB:CC:DD:EE:FF`, from any way a NAS writes it; anything else stays as it is. */
export function formatMac(text: string): string {
  const digits = text.replaceAll(/[.:\-\s]/g, '').toUpperCase();
  if (!/^[0-9A-F]{12}$/.test(digits)) return text;
  return digits.match(/../g)!.join(':');
}
