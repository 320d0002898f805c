import type { RouterAccess } from './router-access.ts';
import { acceptLines } from './routeros-accept.ts';
import { routerOsApiLines } from './routeros-api-script.ts';
import { quoteRouterOs } from './routeros-quote.ts';
import { routerOsRadsecLines } from './routeros-radsec-script.ts';

export const routerOsVersions = ['7', '6'] as const;
export type RouterOsVersion = (typeof routerOsVersions)[number];

export interface RouterOsSetup {
  version: RouterOsVersion;
  /** Becomes the router's identity, hence its NAS-Identifier, while it still has the one of the factory. */
  name: string;
  secret: string;
  /** The address of this server as the router reaches it. */
  serverAddress: string;
  authPort: number;
  acctPort: number;
  coaPort: number;
  interimIntervalS: number;
  /** The certificate by which it is known over TLS; undefined: it asks in datagrams. */
  radsecFingerprint: string | undefined;
  /** Over TLS this server shows a certificate that our authority signed; false: one of the operator's own. */
  importsAuthority?: boolean;
  /** What hotspots let through before a login. */
  gardenLines?: readonly string[];
  /** Undefined: the API is left as it is. */
  api: Pick<RouterAccess, 'port' | 'usesTls' | 'username' | 'password'> | undefined;
}

/** By these comments a second run finds what the first one made. */
const mark = 'trunkline';
const firewallMark = 'trunkline-coa';

/**
 * What to paste into a terminal of the router. Each line stands alone, since a terminal forgets local variables
 * between two, and sets what it finds instead of adding it again: a second run changes nothing.
 */
export function routerOsScript(setup: RouterOsSetup): string {
  return [
    ...askLines(setup),
    ...(setup.version === '7' ? [messageAuthenticatorLine] : []),
    `/radius incoming set accept=yes port=${setup.coaPort}`,
    `/ppp aaa set use-radius=yes accounting=yes interim-update=${setup.interimIntervalS}s`,
    '/ip hotspot profile set [find] use-radius=yes radius-accounting=yes radius-interim-update=received',
    ...(setup.gardenLines ?? []),
    ...acceptLines({ ...setup, mark: firewallMark, protocol: 'udp', port: setup.coaPort }),
    ...(setup.api ? routerOsApiLines(setup, setup.api) : []),
    `:if ([/system identity get name] = "MikroTik") do={ /system identity set name=${quoteRouterOs(setup.name)} }`,
    ':put "trunkline: the router is set up"',
    '',
  ].join('\n');
}

function askLines(setup: RouterOsSetup): string[] {
  const { radsecFingerprint: fingerprint } = setup;
  return fingerprint === undefined
    ? radiusLines(setup)
    : routerOsRadsecLines({ ...setup, mark, fingerprint, importsAuthority: setup.importsAuthority ?? true });
}

function radiusLines({ secret, serverAddress, authPort, acctPort }: RouterOsSetup): string[] {
  const found = `[/radius find where comment="${mark}"]`;
  return [
    `:if ([:len ${found}] = 0) do={ /radius add comment="${mark}" address=${serverAddress} service=ppp,hotspot,dhcp }`,
    // The factory's 300 ms on older versions would ask thrice before a busy line has answered once.
    `/radius set ${found} address=${serverAddress} secret=${quoteRouterOs(secret)} service=ppp,hotspot,dhcp authentication-port=${authPort} accounting-port=${acctPort} timeout=3s disabled=no`,
  ];
}

/** Versions before 7.15 do not know the word; parsed on its own it cannot stop the rest. */
const messageAuthenticatorLine = `:do { [[:parse "/radius set [find where comment=\\"${mark}\\"] require-message-auth=yes-for-request-resp"]] } on-error={ :put "trunkline: this RouterOS signs no requests, update it to 7.15" }`;
