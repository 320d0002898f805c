export { BuildFailed } from './build-failed.ts';
export { buildWebApp, type WebBuildOptions } from './build-web-app.ts';
