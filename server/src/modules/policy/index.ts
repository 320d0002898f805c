export { decodeClassToken, encodeClassToken, reservationLimit, type ClassToken } from './class-token.ts';
export { effectivePolicy } from './effective-policy.ts';
export { CivilZone } from './civil-zone.ts';
export { compileLoginWindows, type WeeklyHours } from './login-windows.ts';
export type {
  Burst,
  Decision,
  PolicyPlanVersion,
  PolicyQuestion,
  PolicyRefusal,
  PolicySubscriber,
  PolicySubscription,
  PolicyTenant,
  Terms,
} from './policy.ts';
