import { startRouterosDevice, type RouterosDevice, type RouterosDeviceOptions } from '@trunkline/simulators';
import type { Router } from '../../src/modules/routers/index.ts';

export const routerUser = { name: 'trunkline', password: 'a-router-password' };

/** A simulated router on a free port of this machine. */
export function startTestRouter(options: Partial<RouterosDeviceOptions> = {}): Promise<RouterosDevice> {
  return startRouterosDevice({
    seed: 1,
    listen: { address: '127.0.0.1', port: 0 },
    users: [routerUser],
    version: '7.15.3',
    ...options,
  });
}

/** How it is reached. */
export function routerOf(
  device: Pick<RouterosDevice, 'port' | 'tlsPort'>,
  access: Partial<Router['access']> & { nasId?: string; tenantId?: string } = {},
): Router {
  const { nasId = 'nas', tenantId = 'tenant', ...given } = access;
  const usesTls = given.usesTls ?? false;
  return {
    tenantId,
    nasId,
    access: {
      address: '127.0.0.1',
      port: (usesTls ? device.tlsPort : device.port) ?? 0,
      usesTls,
      fingerprint: null,
      username: routerUser.name,
      password: routerUser.password,
      ...given,
    },
  };
}
