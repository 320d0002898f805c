import { z } from 'zod';
import { idField, instantField } from '../../../platform/http/index.ts';
import { isRandomised, type Device } from './device.ts';

export const deviceAnswer = z.object({
  id: idField,
  mac: z.string(),
  isRandomised: z
    .boolean()
    .describe('The device has made this address up, as phones do, and may come with another one tomorrow.'),
  name: z.string().nullable(),
  firstSeenAt: instantField,
  lastSeenAt: instantField.describe('To within some hours.'),
  rememberedUntil: instantField
    .nullable()
    .describe('Until then it logs in by its address alone, while the tenant lets devices do so.'),
  revision: z.int(),
});

export function toDeviceAnswer(device: Device): z.input<typeof deviceAnswer> {
  return {
    ...device,
    isRandomised: isRandomised(device.mac),
    firstSeenAt: device.firstSeenAt.toISOString(),
    lastSeenAt: device.lastSeenAt.toISOString(),
    rememberedUntil: device.rememberedUntil?.toISOString() ?? null,
  };
}
