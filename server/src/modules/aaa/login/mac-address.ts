/** A MAC address as a whole number below 2^48: eight bytes in memory, compared in one step. */
export type MacNumber = number;

const macDigits = 12;
/** Longer text holds no MAC address in any spelling. */
const longestSpelling = 17;

/**
 * Reads a MAC address in any spelling (`AA:BB:CC:DD:EE:FF`, `aa-bb-…`, `aabb.ccdd.eeff`, twelve digits)
 * straight from the bytes of an attribute; undefined when they are anything else.
 */
export function readMac(bytes: Uint8Array): MacNumber | undefined {
  if (bytes.length > longestSpelling) return undefined;
  let value = 0;
  let digits = 0;
  // Whole bytes, all groups alike: 192.168.100.200 has twelve digits too.
  let groupLength = 0;
  let inGroup = 0;
  for (const byte of bytes) {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      value = value * 16 + digit;
      digits++;
      inGroup++;
    } else {
      groupLength ||= inGroup;
      if (!isSeparator(byte) || inGroup !== groupLength || inGroup % 2 !== 0 || inGroup === 0)
        return undefined;
      inGroup = 0;
    }
  }
  return digits === macDigits && (groupLength === 0 || inGroup === groupLength) ? value : undefined;
}

/** `aa:bb:cc:dd:ee:ff` */
export function formatMac(mac: MacNumber): string {
  return mac.toString(16).padStart(macDigits, '0').match(/../g)!.join(':');
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

function isSeparator(byte: number): boolean {
  return byte === 0x3a || byte === 0x2d || byte === 0x2e;
}
