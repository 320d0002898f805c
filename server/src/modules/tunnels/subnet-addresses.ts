/** The addresses of an IPv4 subnet in CIDR form, as numbers. */
interface Subnet {
  readonly first: number;
  readonly count: number;
  readonly bits: number;
}

function parseSubnet(subnet: string): Subnet {
  const [address = '', bits = '32'] = subnet.split('/');
  return { first: toNumber(address), count: 2 ** (32 - Number(bits)), bits: Number(bits) };
}

/** The gateway's own: the first behind that of the network. */
export function gatewayAddressOf(subnet: string): string {
  return toText(parseSubnet(subnet).first + 1);
}

/** How many routers a subnet has room for: network, gateway and broadcast are nobody's. */
export function roomOf(subnet: string): number {
  return parseSubnet(subnet).count - 3;
}

/** The lowest address that nobody has; undefined: all are given. */
export function firstFreeAddress(subnet: string, given: ReadonlySet<string>): string | undefined {
  const { first, count } = parseSubnet(subnet);
  for (let offset = 2; offset < count - 1; offset++) {
    const address = toText(first + offset);
    if (!given.has(address)) return address;
  }
  return undefined;
}

/** `255.255.255.0`. */
export function netmaskOf(subnet: string): string {
  return toText(2 ** 32 - parseSubnet(subnet).count);
}

export function bitsOf(subnet: string): number {
  return parseSubnet(subnet).bits;
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
