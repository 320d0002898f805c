import { createNasFleet, type NasFleet } from '@trunkline/simulators';
import type { Product } from '../../../server/test/support/product.ts';

/** Addresses of tests' routers are of this network; nobody else on loopback uses it. */
export const routerAddress = '127.61.0.1';
/** Where RouterOS listens for Disconnect-Requests, and what a MikroTik is entered with. */
const coaPort = 1_700;
export const apiPort = 8_728;

export interface Line {
  username: string;
  password: string;
  mac?: string;
  /** On average. */
  downloadBps?: number;
}

export interface RouterOptions {
  secret: string;
  lines: readonly Line[];
  /** Its NAS-Identifier. */
  name?: string;
  address?: string;
  /** Who may use its RouterOS API; it has none without. */
  apiUser?: { name: string; password: string };
  /** Its clock runs so much faster, and its interims come so much more often. */
  timeScale?: number;
}

export interface Router {
  fleet: NasFleet;
  /** Ends the sessions with a Stop each and switches the router off. */
  off: () => Promise<void>;
}

/** A simulated router that dials these lines in now and answers Disconnect-Requests. */
export async function startRouter(product: Product, options: RouterOptions): Promise<Router> {
  const { secret, lines, name = 'lab', address = routerAddress, apiUser, timeScale = 1 } = options;
  const fleet = await createNasFleet({
    seed: 1,
    routers: 1,
    subscribers: lines.length,
    server: { address: '127.0.0.1', authPort: product.authPort, acctPort: product.acctPort },
    coaPort,
    timeScale,
    dialInSeconds: 0.2,
    // Whoever was thrown out dials again at once, as a home router does.
    offlineSeconds: { min: 1, max: 2 },
    interimSeconds: 60,
    identities: {
      routers: [
        { index: 0, name, address, secret, ...(apiUser && { api: { port: apiPort, users: [apiUser] } }) },
      ],
      subscribers: lines.map(({ username, password, mac, downloadBps = 4_000_000 }, index) => ({
        index,
        userName: username,
        password,
        method: 'pap',
        macAddress: mac ?? `02:00:00:00:61:${String(index + 10)}`,
        router: 0,
        downloadBps,
        uploadBps: downloadBps / 10,
        // Seldom enough not to be taken for somebody who guesses.
        retrySeconds: { min: 6 * timeScale, max: 6 * timeScale },
      })),
    },
  });
  const stop = new AbortController();
  const running = fleet.run(stop.signal);
  return {
    fleet,
    off: async () => {
      await fleet.logOutAll();
      stop.abort();
      await running;
      await fleet.close();
    },
  };
}
