export { recordAudit, type AuditedAct } from './record-audit.ts';
