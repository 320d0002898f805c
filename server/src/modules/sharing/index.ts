export { SharingWatch, type SharingWatchDeps, type SharingWatchStats } from './sharing-watch.ts';
