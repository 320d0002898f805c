export { BuildFailed } from './build-failed.ts';
export { readBuild } from './build-record.ts';
export { buildWebApp, type WebBuildOptions } from './build-web-app.ts';
