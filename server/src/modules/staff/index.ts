export type { FirstOwner } from './create-tenant.ts';
export { secondFactorBinding } from './check-second-factor.ts';
export { offerSetupCode, renewSetupCode } from './claim-setup.ts';
export { createOwner, createTenant } from './create-tenant.ts';
export { PasswordHasher } from './password.ts';
export { resetPassword } from './reset-password.ts';
export { SessionCache } from './session-cache.ts';
export type { AccountDeps, StaffDeps } from './staff-deps.ts';
