export { enforcementBulkActions } from './bulk-disconnect.ts';
export { confirmDisconnects } from './confirm-disconnects.ts';
export { disconnectSession, type DisconnectDeps } from './disconnect-session.ts';
export type { SubscriberKey } from './due-store.ts';
export { markDue, markOnline } from './mark-due.ts';
export { requestDisconnect, type EnforcementDeps } from './request-disconnect.ts';
export { removeOldNasTests } from './nas-test-store.ts';
export { testNas, type TestNasDeps } from './test-nas.ts';
