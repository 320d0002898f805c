import { acceptLines, quoteRouterOs } from '../../nas/index.ts';
import type { Gateway } from '../gateway.ts';
import { gatewayAddressOf } from '../subnet-addresses.ts';
import type { RouterEnd } from './gateway-end.ts';

/** All that the script of a router is made of. */
export interface RouterSide {
  readonly gateway: Gateway;
  readonly tunnel: RouterEnd;
  /** Where the router reaches this server through the tunnel. */
  readonly serverAddress: string;
  readonly coaPort: number;
}

/** RADIUS goes through the tunnel from its address, and our orders come back the same way. */
export function radiusLines({ gateway, tunnel, serverAddress, coaPort }: RouterSide): string[] {
  const route = `dst-address=${serverAddress}/32 gateway="trunkline"`;
  const isBehind = serverAddress !== gatewayAddressOf(gateway.subnet);
  return [
    ...(isBehind
      ? [
          `:if ([:len [/ip route find where comment="trunkline"]] = 0) do={ /ip route add comment="trunkline" ${route} }`,
          `/ip route set [/ip route find where comment="trunkline"] ${route} disabled=no`,
        ]
      : []),
    `/radius set [/radius find where comment="trunkline"] address=${serverAddress} src-address=${tunnel.address}`,
    ...acceptLines({ serverAddress, mark: 'trunkline-coa', protocol: 'udp', port: coaPort }),
    ':put "trunkline: the tunnel is set up"',
  ];
}

/** Puts a PEM on the router and takes it in, unless it is there. Files can be made since RouterOS 7.9. */
export function importLines(file: string, pem: string): string[] {
  return [
    `:if ([:len [/file find where name="${file}"]] = 0) do={ /file add name="${file}" }`,
    `/file set [/file find where name="${file}"] contents=${quoteRouterOs(pem)}`,
    ':delay 1s',
    `/certificate import file-name="${file}" name="${file}" passphrase=""`,
    `/file remove [/file find where name="${file}"]`,
  ];
}
