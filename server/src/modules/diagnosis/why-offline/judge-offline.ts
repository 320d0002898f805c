import { remedies, remedyActions, type RejectReasonCode, type RemedyAction } from '../../aaa/index.ts';
import { atMoment } from '../../policy/index.ts';
import { judgeAccount, judgeService } from './judge-account.ts';
import { judgeDevice, judgeLogin } from './judge-login.ts';
import { judgeNas, judgeRouter } from './judge-nas.ts';
import { isHeard, judgeSession } from './judge-session.ts';
import type { OfflineEvidence } from './evidence.ts';
import {
  offlineFindings,
  type OfflineFinding,
  type OfflineStep,
  type OfflineStepCode,
} from './offline-step.ts';

/** What to do next: remedies that pages know, and what no page can do. */
export const offlineActions = [
  ...remedyActions,
  'ask-operator',
  'check-cable',
  'restart-device',
  'wait',
] as const;
export type OfflineAction = (typeof offlineActions)[number];

export interface OfflineVerdict {
  /** `limited`: online, with less than what was sold. */
  readonly state: 'online' | 'limited' | 'offline';
  /** What decides; null: nothing is wrong. */
  readonly step: OfflineStepCode | null;
  readonly finding: OfflineFinding;
  /** To be read out. */
  readonly sentence: string;
  readonly action: OfflineAction | null;
  /** Online since, offline since; null: not known. */
  readonly since: Date | null;
  readonly steps: readonly OfflineStep[];
}

/** Judges each step, and which of them keeps the subscriber offline. Pure. */
export function judgeOffline(evidence: OfflineEvidence): OfflineVerdict {
  const steps = [
    judgeAccount(evidence),
    judgeService(evidence),
    judgeLogin(evidence),
    judgeDevice(evidence),
    judgeSession(evidence),
    judgeNas(evidence),
    judgeRouter(evidence),
  ];
  return isOnline(evidence) ? onlineVerdict(evidence, steps) : offlineVerdict(evidence, steps);
}

/** The router has the last word; where it was not asked, its reports have. */
function isOnline({ at, session, line }: OfflineEvidence): boolean {
  if (line.kind === 'seen') return line.line.session !== null;
  return session !== null && session.stoppedAt === null && isHeard(session, at.nowMs);
}

/** What limits somebody who is online. */
const limiting: ReadonlySet<OfflineFinding> = new Set<OfflineFinding>([
  'account_blocked',
  'sessions_full',
  'service_refused',
  'service_walled',
  'service_slowed',
  'service_grace',
]);

function onlineVerdict({ at, session, lastLogin }: OfflineEvidence, steps: OfflineStep[]): OfflineVerdict {
  const since = session !== null && session.stoppedAt === null ? session.startedAt : null;
  const online = since === null ? 'Online' : `Online since ${when(atMoment(since.getTime(), at))}`;
  const limit = steps.find(
    ({ state, finding }) => state !== 'ok' && state !== 'unknown' && limiting.has(finding),
  );
  if (limit) {
    const { code, finding } = limit;
    const sentence = `${online}, but limited: ${lowerFirst(limit.sentence)}`;
    const action = actionOf(limit, lastLogin.remedy);
    return { state: 'limited', step: code, finding, sentence, action, since, steps };
  }
  const service = steps.find(({ code }) => code === 'service')!;
  const silent = steps.find(({ finding }) => finding === 'session_silent');
  if (silent) {
    const sentence = `${online} at the router, but its reports have stopped, so nothing is counted.`;
    return {
      state: 'online',
      step: 'accounting',
      finding: 'session_silent',
      sentence,
      action: 'open-nas',
      since,
      steps,
    };
  }
  const sentence = `${online}; ${lowerFirst(service.sentence)}`;
  return { state: 'online', step: null, finding: 'session_online', sentence, action: null, since, steps };
}

function offlineVerdict({ session, lastLogin, line }: OfflineEvidence, steps: OfflineStep[]): OfflineVerdict {
  const since = session?.stoppedAt ?? session?.lastSeenAt ?? null;
  const isRouterWell = line.kind === 'seen';
  const wrong = steps
    .filter(
      ({ state, finding }) =>
        (state === 'fail' || state === 'warn') && !isBesideThePoint(finding, isRouterWell),
    )
    .toSorted((a, b) => rank(a) - rank(b));
  // Without any fault there is one cause left: the device does not dial.
  const cause = wrong[0] ?? steps.find(({ code }) => code === 'login')!;
  const { code, finding, sentence } = cause;
  const isNothing = wrong.length === 0;
  return {
    state: 'offline',
    step: code,
    finding,
    sentence: isNothing ? 'Nothing stands against a login; the device has not dialled yet.' : sentence,
    action: isNothing ? 'restart-device' : actionOf(cause, lastLogin.remedy),
    since,
    steps,
  };
}

/** A walled garden keeps nobody offline; and a router that answers over its API is not down. */
function isBesideThePoint(finding: OfflineFinding, isRouterWell: boolean): boolean {
  if (finding === 'service_slowed' || finding === 'service_walled' || finding === 'service_grace')
    return true;
  return isRouterWell && (finding === 'nas_silent' || finding === 'nas_idle' || finding === 'nas_late');
}

/** A refusal that fails for a device is told by the device; faults before mere signs. */
function rank({ state, finding }: OfflineStep): number {
  return offlineFindings.indexOf(finding) + (state === 'warn' ? offlineFindings.length : 0);
}

function actionOf({ finding, evidence }: OfflineStep, remedy: RemedyAction | null): OfflineAction | null {
  const reason = evidence['reason'] as RejectReasonCode | null | undefined;
  switch (finding) {
    case 'account_blocked':
      return reason === 'aaa.tenant_suspended' ? 'ask-operator' : remedyFor(reason, remedy);
    case 'service_refused':
    case 'service_walled':
    case 'login_refused':
      return remedyFor(reason, remedy) ?? 'wait';
    case 'service_slowed':
      return 'top-up';
    case 'service_grace':
      return 'extend';
    case 'device_wrong':
      return 'reset-macs';
    case 'nas_wrong':
      return 'edit-nas-binding';
    case 'sessions_full':
      return 'disconnect';
    case 'nas_disabled':
    case 'nas_never_heard':
    case 'nas_silent':
    case 'nas_idle':
    case 'nas_late':
    case 'nas_unanswered':
    case 'nas_refuses_all':
    case 'router_unreachable':
    case 'router_local_user':
    case 'router_refuses_us':
      return 'open-nas';
    case 'router_link_down':
      return 'check-cable';
    case 'session_silent':
    case 'session_ended':
    case 'router_no_session':
    case 'login_mended':
    case 'login_never':
      return 'restart-device';
    case 'account_active':
    case 'device_any':
    case 'device_known':
    case 'device_unknown':
    case 'login_accepted':
    case 'nas_heard':
    case 'nas_unknown':
    case 'router_has_session':
    case 'router_not_asked':
    case 'service_full':
    case 'session_none':
    case 'session_online':
      break;
  }
  return null;
}

function remedyFor(
  reason: RejectReasonCode | null | undefined,
  remedy: RemedyAction | null,
): RemedyAction | null {
  if (remedy !== null) return remedy;
  return reason ? remedies[reason] : null;
}

/** `at 14:05` and `on 1 December` behind a word that brings its own preposition. */
function when(words: string): string {
  return words.replace(/^(at|on) /, '');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
