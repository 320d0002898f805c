export { RelayedReply, RelayedRequest } from './relayed-packet.ts';
export type { Hop } from './rehide-attribute.ts';
