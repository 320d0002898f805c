import type { Random } from '@trunkline/kit';
import {
  issueCertificate,
  UnusableCertificate,
  type CertificateAuthority,
} from '../../platform/certificates/index.ts';
import { tunnelErrors } from './errors.ts';
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

type KeyDeps = Pick<TunnelDeps, 'random' | 'openAuthority'>;

export async function makeGatewayKeys(
  deps: KeyDeps,
  { kind, publicHost }: { kind: TunnelKind; publicHost: string },
): Promise<MadeKeys> {
  if (kind === 'wireguard') return wireguardKeys(deps.random, {});
  const authority = await openAuthority(deps);
  const issued = await issueCertificate(authority, {
    commonName: publicHost,
    usages: ['server'],
    days: certificateDays,
    names: [publicHost],
  });
  const { certificate, expiresAt, key } = issued;
  return { publicKey: null, certificate, certificateExpiresAt: expiresAt, keys: { certificateKey: key } };
}

/** Of SSTP a router shows a name and a password, of OpenVPN a certificate besides. */
export async function makeTunnelKeys(
  deps: KeyDeps,
  { kind, username }: { kind: TunnelKind; username: string },
): Promise<MadeKeys> {
  if (kind === 'wireguard')
    return wireguardKeys(deps.random, { presharedKey: makePresharedKey(deps.random) });
  const password = makePassword(deps.random);
  if (kind === 'sstp')
    return { publicKey: null, certificate: null, certificateExpiresAt: null, keys: { password } };
  const issued = await issueCertificate(await openAuthority(deps), {
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

export async function openAuthority(deps: Pick<TunnelDeps, 'openAuthority'>): Promise<CertificateAuthority> {
  try {
    return await deps.openAuthority();
  } catch (error) {
    if (error instanceof UnusableCertificate) throw tunnelErrors.noAuthority({ cause: error });
    throw error;
  }
}
