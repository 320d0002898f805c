import { createHash } from 'node:crypto';
import { quoteRouterOs } from '../../nas/index.ts';
import { netmaskOf } from '../subnet-addresses.ts';
import { commentOf, fileOf, type GatewayEnd, type GatewayFile } from './gateway-end.ts';
import { importLines, radiusLines, type RouterSide } from './router-side.ts';

const folder = '/etc/openvpn/trunkline';

/** For `openvpn --config`, 2.5 or later, on the gateway: a router shows its certificate, and its name and password. */
export function openvpnFiles({ gateway, keys, authority, routers }: GatewayEnd): GatewayFile[] {
  const mask = netmaskOf(gateway.subnet);
  return [
    { path: '/etc/openvpn/server/trunkline.conf', mode: '0644', contents: fileOf(serverLines(gateway)) },
    { path: `${folder}/authority.crt`, mode: '0644', contents: authority ?? '' },
    { path: `${folder}/server.crt`, mode: '0644', contents: gateway.certificate ?? '' },
    { path: `${folder}/server.key`, mode: '0600', contents: keys.certificateKey ?? '' },
    { path: `${folder}/verify-user`, mode: '0755', contents: fileOf(verifyLines) },
    {
      // Read by the script, which runs as nobody: the digests of passwords that nobody can guess.
      path: `${folder}/users`,
      mode: '0644',
      contents: fileOf(
        routers.map(({ username, keys: own }) => `${username} ${digestOf(own.password ?? '')}`),
      ),
    },
    ...routers.map(({ username, address, nasName }) => ({
      path: `${folder}/routers/${username}`,
      mode: '0644',
      contents: fileOf([`# ${commentOf(nasName)}`, `ifconfig-push ${address} ${mask}`]),
    })),
  ];
}

function serverLines({ port, subnet }: GatewayEnd['gateway']): string[] {
  const [network = ''] = subnet.split('/');
  return [
    // RouterOS dials TCP in every version; UDP since 7 alone.
    'proto tcp-server',
    `port ${port}`,
    'dev tun',
    'topology subnet',
    `server ${network} ${netmaskOf(subnet)}`,
    `ca ${folder}/authority.crt`,
    `cert ${folder}/server.crt`,
    `key ${folder}/server.key`,
    'dh none',
    'tls-version-min 1.2',
    'data-ciphers AES-256-GCM:AES-256-CBC',
    'data-ciphers-fallback AES-256-CBC',
    'auth SHA256',
    'verify-client-cert require',
    'remote-cert-tls client',
    `client-config-dir ${folder}/routers`,
    'ccd-exclusive',
    'script-security 2',
    `auth-user-pass-verify ${folder}/verify-user via-file`,
    'keepalive 10 60',
    'persist-key',
    'persist-tun',
    'user nobody',
    'group nogroup',
    'verb 3',
  ];
}

/** The name of the certificate and the name that is typed are one, and its password is that of the file. */
const verifyLines = [
  '#!/bin/sh',
  'set -eu',
  '{ IFS= read -r name; IFS= read -r password; } < "$1"',
  '[ "$name" = "$common_name" ]',
  'digest=$(printf %s "$password" | sha256sum | cut -d " " -f 1)',
  `exec grep -Fqx "$name $digest" ${folder}/users`,
];

/** Of a password with 142 bits: nothing slower is needed. */
function digestOf(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}

export function openvpnLines(side: RouterSide & { authority: string }): string[] {
  const { gateway, tunnel, authority } = side;
  const own = `${tunnel.certificate ?? ''}${tunnel.keys.certificateKey ?? ''}`;
  const client = [
    `connect-to=${gateway.publicHost} port=${gateway.port} mode=ip protocol=tcp`,
    `user=${quoteRouterOs(tunnel.username)} password=${quoteRouterOs(tunnel.keys.password ?? '')}`,
    'certificate="trunkline-tunnel.pem" verify-server-certificate=yes auth=sha256 cipher=aes256-cbc',
    'add-default-route=no disabled=no',
  ].join(' ');
  return [
    ...importLines('trunkline-authority.pem', authority),
    ...importLines('trunkline-tunnel.pem', own),
    ':if ([:len [/interface ovpn-client find where name="trunkline"]] = 0) do={ /interface ovpn-client add name="trunkline" connect-to=127.0.0.1 user="trunkline" disabled=yes }',
    `/interface ovpn-client set [/interface ovpn-client find where name="trunkline"] ${client}`,
    ...radiusLines(side),
  ];
}
