import { quoteRouterOs } from '../../nas/index.ts';
import { gatewayAddressOf } from '../subnet-addresses.ts';
import { commentOf, fileOf, type GatewayEnd, type GatewayFile } from './gateway-end.ts';
import { importLines, radiusLines, type RouterSide } from './router-side.ts';

const folder = '/etc/accel-ppp/trunkline';

/** For accel-ppp 1.13 on the gateway. */
export function sstpFiles({ gateway, keys, authority, routers }: GatewayEnd): GatewayFile[] {
  const chain = `${gateway.certificate ?? ''}${authority ?? ''}${keys.certificateKey ?? ''}`;
  return [
    { path: '/etc/accel-ppp/trunkline.conf', mode: '0644', contents: fileOf(serverLines(gateway)) },
    { path: `${folder}/server.pem`, mode: '0600', contents: chain },
    {
      path: `${folder}/chap-secrets`,
      mode: '0600',
      contents: fileOf(
        routers.flatMap(({ nasName, username, keys: own, address }) => [
          `# ${commentOf(nasName)}`,
          `${username} * ${own.password} ${address}`,
        ]),
      ),
    },
  ];
}

function serverLines({ port, subnet }: GatewayEnd['gateway']): string[] {
  return [
    '[modules]',
    'log_syslog',
    'sstp',
    'auth_mschap_v2',
    'chap-secrets',
    '',
    '[core]',
    'thread-count=2',
    '',
    '[ppp]',
    'mtu=1400',
    'mru=1400',
    'ipv4=require',
    'ipv6=deny',
    'lcp-echo-interval=20',
    'lcp-echo-timeout=60',
    '',
    '[sstp]',
    `port=${port}`,
    'accept=ssl',
    'ssl-protocol=tls1.2,tls1.3',
    `ssl-pemfile=${folder}/server.pem`,
    `ssl-keyfile=${folder}/server.pem`,
    '',
    '[chap-secrets]',
    `gw-ip-address=${gatewayAddressOf(subnet)}`,
    `chap-secrets=${folder}/chap-secrets`,
    '',
    '[client-ip-range]',
    'disable',
  ];
}

export function sstpLines(side: RouterSide & { authority: string }): string[] {
  const { gateway, tunnel, authority } = side;
  const client = [
    `connect-to=${gateway.publicHost} port=${gateway.port}`,
    `user=${quoteRouterOs(tunnel.username)} password=${quoteRouterOs(tunnel.keys.password ?? '')}`,
    'profile=default-encryption authentication=mschap2 certificate=none tls-version=only-1.2',
    'verify-server-certificate=yes verify-server-address-from-certificate=yes',
    'add-default-route=no disabled=no',
  ].join(' ');
  return [
    ...importLines('trunkline-authority.pem', authority),
    ':if ([:len [/interface sstp-client find where name="trunkline"]] = 0) do={ /interface sstp-client add name="trunkline" connect-to=127.0.0.1 user="trunkline" disabled=yes }',
    `/interface sstp-client set [/interface sstp-client find where name="trunkline"] ${client}`,
    ...radiusLines(side),
  ];
}
