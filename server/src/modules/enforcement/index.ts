export { confirmDisconnects } from './confirm-disconnects.ts';
export { disconnectSession, type DisconnectDeps } from './disconnect-session.ts';
export { requestDisconnect, type EnforcementDeps } from './request-disconnect.ts';
