export { tenancyErrors } from './errors.ts';
export { changeTenantInside } from './change-tenant.ts';
export { tenantAnswer, tenantCodeField, tenantFields, toTenantAnswer } from './tenant-fields.ts';
export {
  findTenant,
  findTenantByCode,
  insertTenant,
  listTenants,
  lockTenant,
  type NewTenant,
} from './tenant-store.ts';
export { isCurrency, isTimeZone, type Tenant, type TenantStatus } from './tenant.ts';
