import process from 'node:process';
import { PlayedRouter } from '../../server/test/enforcement/played-router.ts';
import { groups, routerAddress, sessionOf, sessionsPerGroup, routersPerGroup } from './played-world.ts';

const routers: PlayedRouter[] = [];

/** The simulated routers live in a process of their own, so that their cost is not the product's. */
async function start(): Promise<{ coaPort: number; apiPort: number }[]> {
  for (let place = 0; place < groups.length * routersPerGroup; place++) {
    routers.push(await PlayedRouter.start(routerAddress(place), { keepsRecord: false }));
  }
  for (let n = 0; n < groups.length * sessionsPerGroup; n++) {
    const { router, username, acctSessionId, framedIp } = sessionOf(n);
    routers[router]!.open({
      userName: username,
      sessionId: acctSessionId,
      address: framedIp,
      rateLimit: '5000000/20000000',
    });
  }
  return routers.map(({ coaPort, device }) => ({ coaPort, apiPort: device.port }));
}

process.once('message', () => {
  void start().then((ports) => process.send!(ports));
});
