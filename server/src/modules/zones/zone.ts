/** Destinations with a speed of their own or free of quota: what that means, plans say. */
export interface Zone {
  id: string;
  name: string;
  /** What routers call it: the end of the names of lists, marks and queues. */
  key: string;
  description: string | null;
  revision: number;
}

export interface ZoneInput extends Omit<Zone, 'id' | 'revision'> {
  /** CIDR, of both families; a single address is a prefix of its full length. */
  prefixes: readonly string[];
}

/** Routers keep a list, two mangle rules and queues for each. */
export const mostZones = 100;
export const mostPrefixes = 5000;
