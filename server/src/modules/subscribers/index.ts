export type { ServiceLabel } from './subscriber.ts';
