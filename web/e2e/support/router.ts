import { createNasFleet, type NasFleet } from '@trunkline/simulators';
import type { Product } from '../../../server/test/support/product.ts';

/** Addresses of tests' routers are of this network; nobody else on loopback uses it. */
export const routerAddress = '127.61.0.1';
/** Where RouterOS listens for Disconnect-Requests, and what a MikroTik is entered with. */
const coaPort = 1_700;

export interface Line {
  username: string;
  password: string;
  mac?: string;
}

export interface RouterOptions {
  secret: string;
  lines: readonly Line[];
  /** Its NAS-Identifier. */
  name?: string;
  address?: string;
}

export interface Router {
  fleet: NasFleet;
  /** Ends the sessions with a Stop each and switches the router off. */
  off: () => Promise<void>;
}

/** A simulated router that dials these lines in now and answers Disconnect-Requests. */
export async function startRouter(product: Product, options: RouterOptions): Promise<Router> {
  const { secret, lines, name = 'lab', address = routerAddress } = options;
  const fleet = await createNasFleet({
    seed: 1,
    routers: 1,
    subscribers: lines.length,
    server: { address: '127.0.0.1', authPort: product.authPort, acctPort: product.acctPort },
    coaPort,
    dialInSeconds: 0.2,
    // Whoever was thrown out dials again at once, as a home router does.
    offlineSeconds: { min: 1, max: 2 },
    interimSeconds: 60,
    identities: {
      routers: [{ index: 0, name, address, secret }],
      subscribers: lines.map(({ username, password, mac }, index) => ({
        index,
        userName: username,
        password,
        method: 'pap',
        macAddress: mac ?? `02:00:00:00:61:${String(index + 10)}`,
        router: 0,
        downloadBps: 4_000_000,
        uploadBps: 400_000,
        // Seldom enough not to be taken for somebody who guesses.
        retrySeconds: { min: 6, max: 6 },
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
