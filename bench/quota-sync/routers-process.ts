import process from 'node:process';
import { startRouterosDevice, type RouterosDevice, type SteadySession } from '@trunkline/simulators';

/** What the process is told: how many routers to play, and then what happens on them. */
export type RoutersOrder =
  | { readonly kind: 'start'; readonly routers: number; readonly sessions: number; readonly password: string }
  /** Each session of the first so many has carried so much more. */
  | { readonly kind: 'carry'; readonly sessions: number; readonly downloadBytes: number }
  /** The first router answers nothing from now on. */
  | { readonly kind: 'silence' };

const devices: RouterosDevice[] = [];
const sessions: SteadySession[] = [];

/** The simulated routers live in a process of their own, so that their cost is not the product's. */
process.on('message', (order: RoutersOrder) => {
  void obey(order).then((ports) => process.send!({ kind: 'done', ports }));
});

async function obey(order: RoutersOrder): Promise<number[]> {
  if (order.kind === 'start') await start(order);
  if (order.kind === 'silence') devices[0]!.setFaults({ instead: 'silence' });
  if (order.kind === 'carry') {
    const carried = { uploadBytes: 0n, downloadBytes: BigInt(order.downloadBytes) };
    for (const session of sessions.slice(0, order.sessions)) session.add(carried);
  }
  return devices.map(({ port }) => port);
}

async function start({
  routers,
  sessions: count,
  password,
}: RoutersOrder & { kind: 'start' }): Promise<void> {
  for (let router = 0; router < routers; router++) {
    const device = await startRouterosDevice({
      seed: router,
      listen: { address: '127.0.0.1', port: 0 },
      users: [{ name: 'trunkline', password }],
      version: '7.15.3',
      keepsRecord: false,
    });
    devices.push(device);
    for (let n = router; n < count; n += routers) {
      const hex = n.toString(16).padStart(6, '0');
      sessions[n] = device.open({
        userName: `user${n}`,
        callerId: `02:00:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`.toUpperCase(),
        address: `10.${16 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`,
        sessionId: `81${hex}`,
        rateLimit: '5M/20M',
        demand: { uploadBps: 1_000_000, downloadBps: 8_000_000 },
      });
    }
  }
}
