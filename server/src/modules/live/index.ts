export { announceSessions, pruneLiveEvents } from './event-store.ts';
