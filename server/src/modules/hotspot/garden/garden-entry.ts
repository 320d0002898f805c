export const gardenProtocols = ['tcp', 'udp'] as const;

/** Where a device may go before anybody has logged in. Either `host` or `prefix`; a port belongs to a prefix. */
export interface GardenEntry {
  id: string;
  /** A name, or `*.` and a domain: every name below it. */
  host: string | null;
  prefix: string | null;
  protocol: (typeof gardenProtocols)[number] | null;
  port: number | null;
  note: string | null;
}

/** Of a tenant: each is a rule that every hotspot looks through. */
export const mostGardenEntries = 200;

const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const hostPattern = new RegExp(`^(\\*\\.)?(${label}\\.)*${label}$`);

/** In lower case and ASCII; undefined for what is no name of a host. A single word after `*.` would open half the net. */
export function readHost(typed: string): string | undefined {
  const wildcard = typed.startsWith('*.');
  const bare = wildcard ? typed.slice(2) : typed;
  const name = asciiName(bare);
  if (name === undefined) return undefined;
  const host = wildcard ? `*.${name}` : name;
  if (!hostPattern.test(host) || /^[0-9.]+$/.test(name)) return undefined;
  return wildcard && !name.includes('.') ? undefined : host;
}

function asciiName(name: string): string | undefined {
  // A port that is the standard one would vanish unseen.
  if (name.includes(':') || !URL.canParse(`http://${name}/`)) return undefined;
  const { hostname, href } = new URL(`http://${name}/`);
  return href === `http://${hostname}/` ? hostname.replace(/\.$/, '') : undefined;
}
