/** The content network next door, in addresses that are for documents only (RFC 5737, RFC 3849). */
export const freeZone = {
  name: 'CDN Batam',
  key: 'cdn-batam',
  description: 'Cache of films and updates at the exchange; costs no transit.',
  prefixes: ['198.51.100.0/24', '203.0.113.0/25', '2001:db8:cd::/48'],
  /** Of the traffic of a household, by what the routers' rules call it. */
  markShares: { 'trunkline-zone-cdn-batam': 0.3 },
};
