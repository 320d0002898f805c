import {
  AcctSessionId,
  CallingStationId,
  FramedIpAddress,
  HuaweiRemanentVolume,
  SessionTimeout,
  UserName,
  type PacketBuilder,
} from '@trunkline/radius';
import type { NasVendor } from '../../nas/index.ts';
import { addChilliSpotRates, addChilliSpotVolume } from './chillispot.ts';
import { addCiscoRates } from './cisco.ts';
import { addHuaweiRates, kilobytes, unlimitedKilobytes } from './huawei.ts';
import { addJuniperRates } from './juniper.ts';
import { addMikrotikRates, addMikrotikVolume, rateLimit } from './mikrotik.ts';
import type { RenderedRates } from './render-terms.ts';
import { addWisprRates } from './wispr.ts';
import { addZteRates } from './zte.ts';

/** Of the terms of a live session, those that a CoA-Request may be about. */
export interface ChangedTerms extends RenderedRates {
  /** Null: no end. */
  readonly endsAtMs: number | null;
  /** Of the whole session, upload and download together; null: no limit. */
  readonly volumeEndBytes: number | null;
}

/** Which session, as its router reported it. */
export interface ChangedSession {
  /** Empty: it reported none. */
  readonly username: string;
  readonly acctSessionId: string;
  readonly framedIp: string | null;
  readonly callingStationId: string | null;
  readonly startedAtMs: number;
  readonly uploadBytes: bigint;
  readonly downloadBytes: bigint;
}

export interface ChangeOptions {
  readonly vendor: NasVendor;
  readonly terms: ChangedTerms;
  /** What the session has: what stays is not said again, a limit that goes is lifted. Null: not known. */
  readonly applied: ChangedTerms | null;
  readonly session: ChangedSession;
  /** Those that this router is known to want; all that there are unless given. */
  readonly identifiedBy?: readonly SessionIdentifier[];
}

export const sessionIdentifiers = ['username', 'acctSessionId', 'framedIp', 'callingStationId'] as const;
export type SessionIdentifier = (typeof sessionIdentifiers)[number];

type Change = Pick<ChangeOptions, 'terms' | 'applied' | 'session'>;

interface VendorChange {
  /** Undefined: the vendor has no word for a speed. */
  readonly rates?: (request: PacketBuilder, change: Change) => void;
  readonly volume?: (request: PacketBuilder, bytes: number | null, session: ChangedSession) => void;
}

/** What a limit is set to that is to go, since 0 is undefined in RADIUS: ten years, a pebibyte. */
const noEndSeconds = 315_360_000;
const noEndBytes = 2 ** 50;

const changeBy: Record<NasVendor, VendorChange> = {
  mikrotik: {
    rates: (request, { terms }) => addMikrotikRates(request, terms),
    volume: (request, bytes) => addMikrotikVolume(request, bytes ?? noEndBytes),
  },
  cisco: { rates: (request, { terms }) => addCiscoRates(request, terms) },
  huawei: { rates: (request, { terms }) => addHuaweiRates(request, terms), volume: addHuaweiVolume },
  zte: { rates: (request, { terms }) => addZteRates(request, terms) },
  juniper: {
    rates: (request, { terms, applied }) => addJuniperRates(request, { rates: terms, applied }),
  },
  wispr: { rates: (request, { terms }) => addWisprRates(request, terms) },
  chillispot: {
    rates: (request, { terms }) => addChilliSpotRates(request, terms),
    volume: (request, bytes) => addChilliSpotVolume(request, bytes ?? noEndBytes),
  },
  generic: {},
};

/**
 * Writes into a CoA-Request what brings a live session to these terms, in the words of its vendor. Address list and
 * pool are never among them (`unchangeableTerms`), nor are zones. Answers whether anything is said at all.
 */
export function renderChange(request: PacketBuilder, options: ChangeOptions): boolean {
  const { vendor, terms, applied, session } = options;
  addSessionIdentity(request, session, options.identifiedBy);
  const { rates, volume } = changeBy[vendor];
  const changesRates = rates !== undefined && differInRates(terms, applied);
  const changesEnd = differs(terms.endsAtMs, applied, 'endsAtMs');
  const changesVolume = volume !== undefined && differs(terms.volumeEndBytes, applied, 'volumeEndBytes');
  if (changesRates) rates(request, options);
  if (changesEnd) request.add(SessionTimeout, timeoutSeconds(terms.endsAtMs, session));
  if (changesVolume) volume(request, terms.volumeEndBytes, session);
  return changesRates || changesEnd || changesVolume;
}

/**
 * All that identifies the session, since all must match (RFC 5176 §3) and RouterOS wants more for hotspot users than for
 * PPP. No NAS-IP-Address: behind NAT it is wrong and earns a NAK. No Event-Timestamp: a router without NTP would refuse
 * it.
 */
export function addSessionIdentity(
  request: PacketBuilder,
  session: Pick<ChangedSession, SessionIdentifier>,
  identifiedBy: readonly SessionIdentifier[] = sessionIdentifiers,
): void {
  const { username, acctSessionId, framedIp, callingStationId } = session;
  const says = (identifier: SessionIdentifier): boolean => identifiedBy.includes(identifier);
  if (says('username') && username !== '') request.add(UserName, username);
  if (says('acctSessionId')) request.add(AcctSessionId, acctSessionId);
  if (says('framedIp') && framedIp !== null && !framedIp.includes(':')) {
    request.add(FramedIpAddress, framedIp);
  }
  if (says('callingStationId') && callingStationId !== null) request.add(CallingStationId, callingStationId);
}

function differInRates(wanted: ChangedTerms, applied: ChangedTerms | null): boolean {
  return applied === null || rateLimit(wanted) !== rateLimit(applied);
}

/** With nothing known of what is applied, only a limit that is wanted is said. */
function differs(
  wanted: number | null,
  applied: ChangedTerms | null,
  term: 'endsAtMs' | 'volumeEndBytes',
): boolean {
  return applied === null ? wanted !== null : wanted !== applied[term];
}

/**
 * Counted from the start of the session. A device that counts from the request instead ends it too late, never too early,
 * and the end that the policy names is enforced besides.
 */
function timeoutSeconds(endsAtMs: number | null, { startedAtMs }: ChangedSession): number {
  if (endsAtMs === null) return noEndSeconds;
  return Math.min(Math.max(1, Math.ceil((endsAtMs - startedAtMs) / 1000)), noEndSeconds);
}

/** Huawei is told what is left. */
function addHuaweiVolume(request: PacketBuilder, bytes: number | null, session: ChangedSession): void {
  const used = Number(session.uploadBytes + session.downloadBytes);
  request.add(HuaweiRemanentVolume, bytes === null ? unlimitedKilobytes : kilobytes(bytes - used));
}
