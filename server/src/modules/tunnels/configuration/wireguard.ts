import { quoteRouterOs } from '../../nas/index.ts';
import { bitsOf, gatewayAddressOf } from '../subnet-addresses.ts';
import { commentOf, fileOf, type GatewayEnd, type GatewayFile, type RouterEnd } from './gateway-end.ts';
import { radiusLines, type RouterSide } from './router-side.ts';

/** For `wg-quick up trunkline`. */
export function wireguardFiles({ gateway, keys, routers }: GatewayEnd): GatewayFile[] {
  const own = `${gatewayAddressOf(gateway.subnet)}/${bitsOf(gateway.subnet)}`;
  const contents = fileOf([
    '[Interface]',
    `Address = ${own}`,
    `ListenPort = ${gateway.port}`,
    `PrivateKey = ${keys.privateKey}`,
    ...routers.flatMap(peerLines),
  ]);
  return [{ path: '/etc/wireguard/trunkline.conf', mode: '0600', contents }];
}

function peerLines({ nasName, publicKey, keys, address }: RouterEnd): string[] {
  return [
    '',
    '[Peer]',
    `# ${commentOf(nasName)}`,
    `PublicKey = ${publicKey}`,
    `PresharedKey = ${keys.presharedKey}`,
    `AllowedIPs = ${address}/32`,
  ];
}

/** For RouterOS 7, which is the first to know WireGuard. */
export function wireguardLines(side: RouterSide): string[] {
  const { gateway, tunnel, serverAddress, coaPort } = side;
  const name = '"trunkline"';
  const own = gatewayAddressOf(gateway.subnet);
  const allowed = [...new Set([own, serverAddress])].map((address) => `${address}/32`).join(',');
  const peer = [
    `public-key=${quoteRouterOs(gateway.publicKey ?? '')}`,
    `preshared-key=${quoteRouterOs(tunnel.keys.presharedKey ?? '')}`,
    `endpoint-address=${gateway.publicHost} endpoint-port=${gateway.port}`,
    `allowed-address=${allowed} persistent-keepalive=25s`,
  ].join(' ');
  const address = `${tunnel.address}/${bitsOf(gateway.subnet)}`;
  return [
    `:if ([:len [/interface wireguard find where name=${name}]] = 0) do={ /interface wireguard add name=${name} }`,
    `/interface wireguard set [/interface wireguard find where name=${name}] private-key=${quoteRouterOs(tunnel.keys.privateKey ?? '')} mtu=1420 disabled=no`,
    `/interface wireguard peers remove [/interface wireguard peers find where interface=${name}]`,
    `/interface wireguard peers add interface=${name} comment="trunkline" ${peer}`,
    `/ip address remove [/ip address find where interface=${name}]`,
    `/ip address add address=${address} interface=${name} comment="trunkline"`,
    ...radiusLines({ gateway, tunnel, serverAddress, coaPort }),
  ];
}
