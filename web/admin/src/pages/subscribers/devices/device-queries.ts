import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/api.ts';

export type Device =
  paths['/api/subscribers/{id}/devices']['get']['responses'][200]['content']['application/json']['data'][number];

const refreshMs = 15_000;

/** With what a hotspot account is used, the one seen last first. */
export const devicesQuery = (subscriberId: string) =>
  queryOptions({
    queryKey: ['subscribers', 'one', subscriberId, 'devices'],
    queryFn: async ({ signal }) => {
      const params = { path: { id: subscriberId } };
      return (await answerOf(api.GET('/api/subscribers/{id}/devices', { params, signal }))).data;
    },
    refetchInterval: refreshMs,
  });

interface DeviceOf {
  subscriberId: string;
  device: Device;
}

export async function renameDevice({ subscriberId, device }: DeviceOf, name: string | null): Promise<Device> {
  const params = {
    path: { id: subscriberId, deviceId: device.id },
    header: { 'if-match': `"${device.revision}"` },
  };
  return (await answerOf(api.PATCH('/api/subscribers/{id}/devices/{deviceId}', { params, body: { name } })))
    .data;
}

export async function forgetDevice({ subscriberId, device }: DeviceOf): Promise<void> {
  const params = { path: { id: subscriberId, deviceId: device.id } };
  await answerOf(api.DELETE('/api/subscribers/{id}/devices/{deviceId}', { params }));
}
