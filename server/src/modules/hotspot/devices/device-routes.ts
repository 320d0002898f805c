import { z } from 'zod';
import { defineRoute, idField, idParams, noData, type Route } from '../../../platform/http/index.ts';
import { findSubscriber, subscriberErrors } from '../../subscribers/index.ts';
import type { HotspotDeps } from '../hotspot-deps.ts';
import { forgetDevice, renameDevice } from './change-device.ts';
import { deviceAnswer, toDeviceAnswer } from './device-fields.ts';
import { listDevices } from './device-store.ts';

const deviceParams = z.strictObject({ id: idField, deviceId: idField });

export function deviceRoutes(deps: HotspotDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id/devices',
      summary: 'The devices with which a hotspot account is used, the one seen last first',
      tag: 'hotspot',
      permission: 'hotspot.read',
      params: idParams,
      answer: z.array(deviceAnswer),
      handle: ({ tenantId, params }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          if (!(await findSubscriber(tx, { tenantId, id: params.id }))) throw subscriberErrors.notFound();
          return (await listDevices(tx, { tenantId, subscriberId: params.id })).map(toDeviceAnswer);
        }),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/subscribers/:id/devices/:deviceId',
      summary: 'Give a device a name',
      tag: 'hotspot',
      permission: 'hotspot.write',
      params: deviceParams,
      body: z.strictObject({ name: z.string().trim().min(1).max(100).nullable() }),
      answer: deviceAnswer,
      needsRevision: true,
      handle: async ({ actor, params: { id, deviceId }, body, revision }) =>
        toDeviceAnswer(await renameDevice(deps, actor, { subscriberId: id, deviceId, ...body, revision })),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/subscribers/:id/devices/:deviceId',
      summary: 'Forget a device: its place is free, and it needs the password again',
      tag: 'hotspot',
      permission: 'hotspot.write',
      params: deviceParams,
      answer: noData,
      handle: async ({ actor, params: { id, deviceId } }) => {
        await forgetDevice(deps, actor, { subscriberId: id, deviceId });
        return null;
      },
    }),
  ];
}
