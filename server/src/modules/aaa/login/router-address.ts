/**
 * The address that tells a router from the others behind one NAS: the source of its packets, without the zone
 * (`%eth0`) that a socket adds to a link-local one.
 */
export function routerAddress(source: { readonly address: string }): string {
  const { address } = source;
  const zoneAt = address.indexOf('%');
  return zoneAt < 0 ? address : address.slice(0, zoneAt);
}
