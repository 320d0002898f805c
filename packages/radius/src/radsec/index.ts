export { RADSEC_SECRET } from './radsec-secret.ts';
