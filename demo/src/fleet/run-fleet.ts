import type { Clock } from '@trunkline/kit';
import { createNasFleet, type RouterosDevice } from '@trunkline/simulators';
import { createCast } from '../cast/cast.ts';
import { coaPort } from '../cast/routers.ts';
import { presenceAt, trafficAt } from '../daily-curve.ts';
import type { FleetOrder } from '@trunkline/server/roles/supervisor/demo-messages.ts';
import { readDemoState, writeDemoState } from '../demo-state.ts';
import { liveIdentities } from './live-identities.ts';

const serverAddress = '127.0.0.1';
/** Short stays, so that somebody comes or goes every second: with 700 online, a login each second and a half. */
const sessionSeconds = { min: 300, max: 1_800 };
/** At the start, and after a router was down. */
const dialInSeconds = 5;

/** The routers at work, until `stop`. */
export interface RunningFleet {
  stop(): Promise<void>;
}

/** Opens the routers' sockets and lets everybody dial in. */
export async function runFleet(order: FleetOrder, clock: Clock): Promise<RunningFleet> {
  const state = readDemoState(order.home);
  // Before anything is sent: a run that is killed has used session ids, too.
  writeDemoState(order.home, { ...state, boots: state.boots + 1 });
  const cast = createCast(state);
  const identities = liveIdentities(cast);
  const fleet = await createNasFleet({
    seed: (cast.seed ^ clock.now()) >>> 0,
    identities,
    routers: identities.routers.length,
    subscribers: identities.subscribers.length,
    server: { address: serverAddress, authPort: order.authPort, acctPort: order.acctPort },
    coaPort,
    firstBoot: state.boots + 1,
    dialInSeconds,
    interimSeconds: 60,
    sessionSeconds,
    offlineSeconds: { min: 5, max: 30 },
    presence: presenceAt,
    traffic: trafficAt,
    keepsBooks: false,
    faults: { lostStop: 0.002, accountingOn: 1, offSeconds: { min: 25, max: 60 } },
  });
  identities.routers.forEach(({ secret }, router) => pointAtServer(fleet.device(router), { order, secret }));
  const end = new AbortController();
  const running = fleet.run(end.signal);
  return {
    async stop() {
      end.abort();
      await running;
      await fleet.logOutAll();
      const boots = state.boots + 1 + fleet.stats().reboots;
      await fleet.close();
      writeDemoState(order.home, { ...state, boots });
    },
  };
}

/** What stands in the configuration of a router that asks this server, as its set-up script writes it. */
function pointAtServer(
  device: RouterosDevice | undefined,
  { order, secret }: { order: FleetOrder; secret: string },
): void {
  device?.state.table('/radius').add({
    comment: 'trunkline',
    service: 'ppp',
    address: serverAddress,
    secret,
    timeout: '3s',
    'authentication-port': String(order.authPort),
    'accounting-port': String(order.acctPort),
  });
}
