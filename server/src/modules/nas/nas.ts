import type { NasApi } from './router-access.ts';

export const nasVendors = [
  'mikrotik',
  'cisco',
  'huawei',
  'zte',
  'juniper',
  'wispr',
  'chillispot',
  'generic',
] as const;
export type NasVendor = (typeof nasVendors)[number];

/** How terms are brought to a live session: by CoA, by the router's API, by ending the session. */
export const enforcementRungs = ['coa', 'api', 'disconnect'] as const;
export type EnforcementRung = (typeof enforcementRungs)[number];

/**
 * What happens to an Access-Request without a valid Message-Authenticator: `observe` accepts it and counts,
 * `require` drops it, `off` does not even drop a forwarded one (with Proxy-State).
 */
export const messageAuthenticatorModes = ['observe', 'require', 'off'] as const;
export type MessageAuthenticatorMode = (typeof messageAuthenticatorModes)[number];

/** How a NAS is asked: RADIUS in datagrams, or over TLS, where its certificate says who it is. */
export const nasTransports = ['udp', 'radsec'] as const;
export type NasTransport = (typeof nasTransports)[number];

export interface Nas {
  id: string;
  name: string;
  description: string | null;
  /** The source addresses whose packets belong to this NAS, in CIDR form. */
  prefix: string;
  vendor: NasVendor;
  messageAuthenticator: MessageAuthenticatorMode;
  coaPort: number;
  interimIntervalS: number | null;
  swapsOctets: boolean;
  wrapsWithoutGigawords: boolean;
  /** The rungs in the order in which they are tried; one that is missing is never tried. */
  enforcementOrder: EnforcementRung[];
  /** Null: the router has no API that we may use. */
  api: NasApi | null;
  /** Whether the counters of its sessions are asked for over the API. */
  syncsUsage: boolean;
  transport: NasTransport;
  /** SHA-256 of the certificate that it shows; null: none yet. */
  certificateFingerprint: string | null;
  /** Null also where the certificate is not ours: nobody has told. */
  certificateExpiresAt: Date | null;
  /** It asks at the ports of its tenant alone, where its address may be another tenant's too. */
  usesOwnPort: boolean;
  isEnabled: boolean;
  revision: number;
}

/** What the radius role has seen of a NAS; absent until its first packet. */
export interface NasObservation {
  firstPacketAt: Date;
  lastPacketAt: Date;
  /** Where it came from: a NAS may be a whole prefix. */
  lastAddress: string | null;
  identifier: string | null;
  requests: bigint;
  /** Access-Requests in a row that carried a valid Message-Authenticator. */
  messageAuthenticatorRun: bigint;
  /** Packets dropped without an answer, by kind. */
  discards: Record<string, number>;
}

/** A weakness that a person chose and should see. */
export interface NasWarning {
  code: 'api_without_tls' | 'message_authenticator_off' | 'weak_secret' | 'wide_prefix';
  message: string;
}

/** RouterOS listens on 1700 unless told otherwise, everybody else on RFC 5176's 3799. */
export function defaultCoaPort(vendor: NasVendor): number {
  return vendor === 'mikrotik' ? 1700 : 3799;
}

/** A device that signed this many requests in a row will not be locked out by `require`. */
const signedRequestsBeforeRequire = 1000n;

/** True once `require` can be offered without risk. */
export function canRequireMessageAuthenticator(observation: NasObservation | undefined): boolean {
  return (observation?.messageAuthenticatorRun ?? 0n) >= signedRequestsBeforeRequire;
}

/** Prefixes wider than one customer network: every host in them that learns the secret is this NAS. */
const widestUsualIpv4 = 24;
const widestUsualIpv6 = 64;

/** The weaknesses that the NAS itself shows; that of its secret is only known where the secret is. */
export function weaknessesOf(nas: Pick<Nas, 'messageAuthenticator' | 'prefix' | 'api'>): NasWarning[] {
  const warnings: NasWarning[] = [];
  if (nas.messageAuthenticator === 'off') {
    warnings.push({
      code: 'message_authenticator_off',
      message:
        'Anyone on the path between the NAS and this server can forge an Access-Accept (BlastRADIUS). Set observe or require.',
    });
  }
  const bits = Number(nas.prefix.split('/')[1]);
  if (bits < (nas.prefix.includes(':') ? widestUsualIpv6 : widestUsualIpv4)) {
    warnings.push({
      code: 'wide_prefix',
      message: `Every address in ${nas.prefix} speaks as this NAS with the same secret.`,
    });
  }
  if (nas.api && !nas.api.usesTls) {
    warnings.push({
      code: 'api_without_tls',
      message: "Anyone on the path can read the password of the router's API. Use TLS (port 8729).",
    });
  }
  return warnings;
}
