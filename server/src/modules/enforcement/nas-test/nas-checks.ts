import type { MessageAuthenticatorMode } from '../../nas/index.ts';

/** What a test looks at, in the order in which one thing rests on the other. */
export const nasCheckNames = ['heard', 'secret', 'signatures', 'dropped', 'logins', 'orders'] as const;
export type NasCheckName = (typeof nasCheckNames)[number];

export const nasCheckStatuses = ['ok', 'warn', 'bad', 'unknown'] as const;

export interface NasCheck {
  name: NasCheckName;
  status: (typeof nasCheckStatuses)[number];
  /** What was found, in a word that the page has a sentence and a remedy for. */
  finding: string;
  facts: Record<string, string | number | null>;
}

/** Packets and logins of so many minutes are looked at. */
export const lookBackMinutes = 15;

/** What is known of a NAS before it is asked. */
export interface NasEvidence {
  isEnabled: boolean;
  prefix: string;
  messageAuthenticator: MessageAuthenticatorMode;
  lastPacketAtMs: number | null;
  lastAddress: string | null;
  /** Access-Requests in a row that were signed. */
  signedRun: number;
  /** Requests that were authentic, ever. */
  requests: number;
  /** Of the last minutes: packets by kind, and when the last of each came. */
  packets: readonly { kind: string; count: number; lastMinuteMs: number }[];
  /** Of the last minutes: logins by reason, empty for accepted. */
  logins: readonly { reason: string; count: number; lastMinuteMs: number }[];
}

/** What came back to an order about a session that does not exist. */
export type OrderAnswer =
  | { kind: 'no_address' }
  | { kind: 'timeout'; address: string; port: number; attempts: number }
  | { kind: 'wrong_secret'; address: string; port: number }
  | {
      kind: 'refused' | 'acknowledged';
      address: string;
      port: number;
      errorCause: number | null;
      roundTripMs: number;
    };

const minuteMs = 60_000;
const sessionNotFound = 503;

/** Judges what is known and what came back: each check says how it stands and why. */
export function judgeNas(evidence: NasEvidence, answer: OrderAnswer, nowMs: number): NasCheck[] {
  return [
    judgeHeard(evidence, nowMs),
    judgeSecret(evidence),
    judgeSignatures(evidence),
    judgeDropped(evidence),
    judgeLogins(evidence),
    judgeOrders(answer),
  ];
}

function judgeHeard(
  { isEnabled, prefix, lastPacketAtMs, lastAddress }: NasEvidence,
  nowMs: number,
): NasCheck {
  const facts = {
    prefix,
    address: lastAddress,
    lastPacketAt: lastPacketAtMs === null ? null : new Date(lastPacketAtMs).toISOString(),
  };
  const say = (status: NasCheck['status'], finding: string): NasCheck => ({
    name: 'heard',
    status,
    finding,
    facts,
  });
  if (!isEnabled) return say('bad', 'disabled');
  if (lastPacketAtMs === null) return say('bad', 'never');
  return nowMs - lastPacketAtMs > lookBackMinutes * minuteMs ? say('warn', 'long_ago') : say('ok', 'lately');
}

const wrongSecretKinds = new Set(['wrong-authenticator', 'wrong-message-authenticator']);
const wrongSecretReason = 'aaa.suspected_wrong_secret';

/** What the wrong secret spoils, against what came since and was right. */
function judgeSecret({ packets, logins }: NasEvidence): NasCheck {
  const wrong = [
    ...packets.filter(({ kind }) => wrongSecretKinds.has(kind)),
    ...logins.filter(({ reason }) => reason === wrongSecretReason),
  ];
  const right = [
    ...packets.filter(({ kind }) => kind === 'accounting'),
    ...logins.filter(({ reason }) => reason !== wrongSecretReason),
  ];
  const facts = { wrong: sum(wrong), right: sum(right), minutes: lookBackMinutes };
  const say = (status: NasCheck['status'], finding: string): NasCheck => ({
    name: 'secret',
    status,
    finding,
    facts,
  });
  if (wrong.length === 0) return right.length === 0 ? say('unknown', 'nothing_lately') : say('ok', 'agrees');
  return latest(right) > latest(wrong) ? say('warn', 'differed') : say('bad', 'differs');
}

const unsignedKinds = new Set([
  'missing-message-authenticator',
  'unprotected-proxy-state',
  'malformed-message-authenticator',
]);

function judgeSignatures({ messageAuthenticator, signedRun, requests, packets }: NasEvidence): NasCheck {
  const dropped = sum(packets.filter(({ kind }) => unsignedKinds.has(kind)));
  const facts = { mode: messageAuthenticator, dropped, signedRun, minutes: lookBackMinutes };
  const say = (status: NasCheck['status'], finding: string): NasCheck => ({
    name: 'signatures',
    status,
    finding,
    facts,
  });
  if (dropped > 0) return say('bad', 'missing');
  if (messageAuthenticator === 'off') return say('warn', 'off');
  if (requests === 0) return say('unknown', 'nothing_seen');
  return signedRun === 0 ? say('warn', 'unsigned') : say('ok', 'signed');
}

/** Ours to mend or the network's, and named elsewhere when it is the secret or a signature. */
function judgeDropped({ packets }: NasEvidence): NasCheck {
  const otherwise = packets.filter(
    ({ kind }) =>
      ![...wrongSecretKinds, ...unsignedKinds, 'accounting', 'superseded', 'closing'].includes(kind),
  );
  const [most] = otherwise.toSorted((a, b) => b.count - a.count);
  const facts = { dropped: sum(otherwise), kind: most?.kind ?? null, minutes: lookBackMinutes };
  if (most === undefined) return { name: 'dropped', status: 'ok', finding: 'none', facts };
  return { name: 'dropped', status: 'warn', finding: most.kind.replaceAll('-', '_'), facts };
}

/** Fewer rejects than these tell of one subscriber. */
const leastTelling = 5;

function judgeLogins({ logins }: NasEvidence): NasCheck {
  const rejects = logins.filter(({ reason }) => reason !== '');
  const accepted = sum(logins) - sum(rejects);
  const [most] = rejects.toSorted((a, b) => b.count - a.count);
  const facts = { accepted, rejected: sum(rejects), reason: most?.reason ?? null, minutes: lookBackMinutes };
  const say = (status: NasCheck['status'], finding: string): NasCheck => ({
    name: 'logins',
    status,
    finding,
    facts,
  });
  if (logins.length === 0) return say('unknown', 'none');
  if (accepted > 0) return say('ok', 'accepted');
  return sum(rejects) >= leastTelling ? say('bad', 'all_rejected') : say('warn', 'only_rejects');
}

function judgeOrders(answer: OrderAnswer): NasCheck {
  const { kind: _kind, ...facts } = answer;
  const say = (status: NasCheck['status'], finding: string): NasCheck => ({
    name: 'orders',
    status,
    finding,
    facts,
  });
  if (answer.kind === 'no_address') return say('unknown', 'no_address');
  if (answer.kind === 'timeout') return say('bad', 'no_answer');
  if (answer.kind === 'wrong_secret') return say('bad', 'wrong_secret');
  // There was nothing to end: a device that says yes to everything proves little by it.
  if (answer.kind === 'acknowledged') return say('warn', 'acknowledged');
  return say('ok', answer.errorCause === sessionNotFound ? 'as_expected' : 'refused');
}

function sum(rows: readonly { count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

function latest(rows: readonly { lastMinuteMs: number }[]): number {
  return Math.max(-Infinity, ...rows.map(({ lastMinuteMs }) => lastMinuteMs));
}
