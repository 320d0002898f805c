import type { SessionIdentifier } from '../../aaa/index.ts';

/** By what a session may be named; the fuller ones first, since a router that wants more refuses fewer. */
export const identifierSets = [
  ['username', 'acctSessionId', 'framedIp', 'callingStationId'],
  ['username', 'acctSessionId', 'framedIp'],
  ['username', 'acctSessionId'],
  ['username', 'framedIp'],
  ['acctSessionId'],
] as const satisfies readonly (readonly SessionIdentifier[])[];

/** RouterOS listens on the first, RFC 5176 names the second. */
export const usualPorts = [1700, 3799] as const;

export const coaTestOutcomes = ['acknowledged', 'refused', 'timed_out'] as const;
export type CoaTestOutcome = (typeof coaTestOutcomes)[number];

/** One request of a test, and what came back. */
export interface CoaTestTry {
  readonly port: number;
  readonly identifiedBy: readonly SessionIdentifier[];
  readonly outcome: CoaTestOutcome;
  readonly errorCause: number | null;
  readonly roundTripMs: number | null;
}

export const coaTestFindings = [
  'works',
  /** It answers, but refuses every way to name the session. */
  'refused',
  'no_answer',
  /** Nobody is online there of whom it is known what they have. */
  'no_session',
] as const;
export type CoaTestFinding = (typeof coaTestFindings)[number];

export interface CoaTestResult {
  readonly finding: CoaTestFinding;
  readonly sessionId: string | null;
  readonly username: string | null;
  readonly tries: readonly CoaTestTry[];
  /** The port that answers, and whether it was stored because it is another than the one that is set. */
  readonly port: number | null;
  readonly hasStoredPort: boolean;
  /** The fewest identifiers that are enough; kept for the requests to come. Null: none were. */
  readonly identifiedBy: readonly SessionIdentifier[] | null;
}

/** What a test has found, of its tries alone. */
export function judgeCoaTest(
  tries: readonly CoaTestTry[],
): Pick<CoaTestResult, 'finding' | 'port' | 'identifiedBy'> {
  const done = tries.filter(({ outcome }) => outcome === 'acknowledged');
  const answered = tries.find(({ outcome }) => outcome !== 'timed_out');
  // Sets are tried from the fullest on: of those that are enough the first is what every other router takes as well.
  const identifiedBy = done[0]?.identifiedBy ?? null;
  const finding = done.length > 0 ? 'works' : answered ? 'refused' : 'no_answer';
  return { finding, port: done[0]?.port ?? answered?.port ?? null, identifiedBy };
}
