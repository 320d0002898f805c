/** What is looked at, in the order in which a person reads it. */
export const offlineStepCodes = [
  'account',
  'service',
  'login',
  'device',
  'accounting',
  'nas',
  'router',
] as const;
export type OfflineStepCode = (typeof offlineStepCodes)[number];

export const offlineStates = ['ok', 'fail', 'warn', 'unknown'] as const;
export type OfflineState = (typeof offlineStates)[number];

/**
 * What can be found, the surest cause first: of all that is wrong the first in this order is what keeps somebody
 * offline. A page has words for each; a name never changes.
 */
export const offlineFindings = [
  'account_blocked',
  'service_refused',
  'nas_disabled',
  'nas_never_heard',
  'nas_silent',
  'router_unreachable',
  'nas_unanswered',
  'nas_refuses_all',
  'login_refused',
  'device_wrong',
  'nas_wrong',
  'sessions_full',
  'router_local_user',
  'router_link_down',
  'login_never',
  'session_silent',
  'router_no_session',
  'login_mended',
  'session_ended',
  'nas_late',
  'nas_idle',
  'service_walled',
  'service_slowed',
  'service_grace',
  'router_refuses_us',
  'account_active',
  'service_full',
  'login_accepted',
  'device_any',
  'device_known',
  'device_unknown',
  'session_online',
  'session_none',
  'nas_heard',
  'nas_unknown',
  'router_has_session',
  'router_not_asked',
] as const;
export type OfflineFinding = (typeof offlineFindings)[number];

export type StepEvidence = Readonly<Record<string, string | number | null>>;

/** One thing that was looked at: how it stands, in a sentence that can be read out, and what that rests on. */
export interface OfflineStep {
  readonly code: OfflineStepCode;
  readonly state: OfflineState;
  readonly finding: OfflineFinding;
  readonly sentence: string;
  /** Instants as ISO 8601. */
  readonly evidence: StepEvidence;
}

/** ISO 8601, for evidence. */
export function instant(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
