import type { Gateway, Tunnel } from '../gateway.ts';
import type { TunnelKeys } from '../tunnel-keys.ts';

/** A router's end as the gateway is told of it. */
export interface RouterEnd extends Tunnel {
  readonly nasName: string;
  readonly keys: TunnelKeys;
}

/** All that the configuration of a gateway is made of. */
export interface GatewayEnd {
  readonly gateway: Gateway;
  readonly keys: TunnelKeys;
  /** PEM; null for WireGuard, which has none. */
  readonly authority: string | null;
  readonly routers: readonly RouterEnd[];
}

/** A file on the gateway, with its place, its rights and what is in it. */
export interface GatewayFile {
  readonly path: string;
  /** As `chmod` takes it. */
  readonly mode: string;
  readonly contents: string;
}

/** A name as it may stand in a comment of any of these files: on one line. */
export function commentOf(name: string): string {
  return name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

export function fileOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
