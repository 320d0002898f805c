import type { Random } from '@trunkline/kit';
import { issueCertificate, makeAuthority, parseAuthority } from '../../platform/certificates/index.ts';
import type { TunnelKind } from './gateway.ts';
import { makePassword, makePresharedKey, makeWireguardPair, type TunnelKeys } from './tunnel-keys.ts';
import type { TunnelDeps } from './tunnel-deps.ts';

/** Both ends are set up once and then forgotten: as long as a router is in use. */
const certificateDays = 10 * 365;

/** What was made for one end: what is shown of it, and what is sealed. */
export interface MadeKeys {
  readonly publicKey: string | null;
  readonly certificate: string | null;
  readonly certificateExpiresAt: Date | null;
  readonly keys: TunnelKeys;
}

type KeyDeps = Pick<TunnelDeps, 'random' | 'clock'>;

/**
 * Each gateway has an authority of its own: where it is reached is its tenant's word, and the installation's authority
 * would make that word good for everybody's routers. A router trusts the one it has taken in, so it stays.
 */
export async function makeGatewayKeys(
  { random, clock }: KeyDeps,
  { id, kind, publicHost, kept }: { id: string; kind: TunnelKind; publicHost: string; kept?: TunnelKeys },
): Promise<MadeKeys> {
  if (kind === 'wireguard') return wireguardKeys(random, {});
  const authority = kept?.authority ?? (await makeAuthority(`Trunkline tunnels ${id.slice(-8)}`, clock));
  const issued = await issueCertificate(parseAuthority(authority, clock), {
    commonName: publicHost,
    usages: ['server'],
    days: certificateDays,
    names: [publicHost],
  });
  const { certificate, expiresAt, key } = issued;
  return {
    publicKey: null,
    certificate,
    certificateExpiresAt: expiresAt,
    keys: { certificateKey: key, authority },
  };
}

/** Of SSTP a router shows a name and a password, of OpenVPN a certificate besides. */
export async function makeTunnelKeys(
  { random, clock }: KeyDeps,
  { kind, username, gatewayKeys }: { kind: TunnelKind; username: string; gatewayKeys: TunnelKeys },
): Promise<MadeKeys> {
  if (kind === 'wireguard') return wireguardKeys(random, { presharedKey: makePresharedKey(random) });
  const password = makePassword(random);
  if (kind === 'sstp')
    return { publicKey: null, certificate: null, certificateExpiresAt: null, keys: { password } };
  const issued = await issueCertificate(parseAuthority(gatewayKeys.authority!, clock), {
    commonName: username,
    usages: ['client'],
    days: certificateDays,
  });
  const { certificate, expiresAt, key } = issued;
  const keys = { certificateKey: key, password };
  return { publicKey: null, certificate, certificateExpiresAt: expiresAt, keys };
}

function wireguardKeys(random: Random, more: TunnelKeys): MadeKeys {
  const { privateKey, publicKey } = makeWireguardPair(random);
  return { publicKey, certificate: null, certificateExpiresAt: null, keys: { privateKey, ...more } };
}
