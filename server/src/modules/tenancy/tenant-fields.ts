import { z } from 'zod';
import { idField, instantField } from '../../platform/http/index.ts';
import { isCurrency, isTimeZone, tenantCodePattern, tenantStatuses, type Tenant } from './tenant.ts';

/** What people write of a tenant. */
export const tenantFields = {
  name: z.string().trim().min(1).max(200),
  company: z.string().trim().max(200).nullable(),
  email: z.email().max(254).nullable(),
  currency: z.string().refine(isCurrency, 'This is no ISO 4217 currency; write a code such as USD'),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'This is no IANA time zone; write a name such as Asia/Baghdad'),
};

export const tenantCodeField = z
  .string()
  .regex(tenantCodePattern, 'Use 1 to 32 of a-z, 0-9 and -, beginning with a letter or digit');

export const tenantAnswer = z.object({
  id: idField,
  code: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  email: z.string().nullable(),
  currency: z.string(),
  timeZone: z.string(),
  status: z.enum(tenantStatuses),
  revision: z.int(),
  createdAt: instantField,
});

export function toTenantAnswer({ recordedAt, ...tenant }: Tenant): z.output<typeof tenantAnswer> {
  return { ...tenant, createdAt: recordedAt.toISOString() };
}
