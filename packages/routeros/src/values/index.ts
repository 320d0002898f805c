export * from './duration.ts';
export * from './rate.ts';
export * from './router-date.ts';
export * from './scalar.ts';
export * from './version.ts';
