export { LineAway, LineBusy, LineClient } from './line-client.ts';
export { LineServer } from './line-server.ts';
