/** What the doctor looks at, in the order in which one thing rests on the other. */
export const doctorCheckCodes = [
  'heard',
  'secret',
  'message_authenticator',
  'answers',
  'logins',
  'coa',
  'api',
  'rights',
  'version',
  'clock',
  'radius_client',
  'ppp',
] as const;
export type DoctorCheckCode = (typeof doctorCheckCodes)[number];

export const doctorStates = ['ok', 'warn', 'fail', 'unknown'] as const;
export type DoctorState = (typeof doctorStates)[number];

export type DoctorEvidence = Readonly<Record<string, string | number | null>>;

/** One thing about a NAS, how it stands, and what to paste into its terminal to mend it. */
export interface DoctorCheck {
  readonly code: DoctorCheckCode;
  readonly state: DoctorState;
  /** In a word that pages have a sentence for. */
  readonly finding: string;
  /** In English. */
  readonly sentence: string;
  /** For RouterOS; null: nothing that could be pasted. Secrets stand as their marks, see `secretMarks`. */
  readonly lineToPaste: string | null;
  readonly evidence: DoctorEvidence;
}

/** What stands in a kept line instead of a secret; filled in for who may read it. */
export const secretMarks = { radius: '<RADIUS secret>', api: '<API password>' } as const;

export function holdsSecret(line: string | null): boolean {
  return line !== null && Object.values(secretMarks).some((mark) => line.includes(mark));
}

const order: readonly DoctorState[] = ['fail', 'warn', 'unknown', 'ok'];

/** The worst state of all; undefined: nothing was looked at. What is not known is no fault. */
export function worstOf(checks: readonly Pick<DoctorCheck, 'state'>[]): DoctorState | undefined {
  const [worst] = checks.map(({ state }) => state).toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  return worst === 'unknown' && checks.some(({ state }) => state === 'ok') ? 'ok' : worst;
}
