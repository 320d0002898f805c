import { rejectReasons, type RejectReasonCode } from '../../aaa/index.ts';
import { rateWords } from '../../policy/index.ts';
import type { OfflineEvidence } from './evidence.ts';
import type { OfflineStep } from './offline-step.ts';

/** A person's word against service, whatever is paid. */
const blockedWords: Partial<Record<RejectReasonCode, string>> = {
  'aaa.tenant_suspended': 'The whole provider is suspended, so nobody is let in.',
  'aaa.suspended': 'The account is suspended, so logins are refused.',
  'aaa.paused': 'The account is paused, so logins are refused until it is resumed.',
  'aaa.disabled': 'The account is disabled, so logins are refused.',
  'aaa.closed': 'The account was closed.',
};

export function judgeAccount({ subscriber, lastLogin }: OfflineEvidence): OfflineStep {
  const { refusedNow } = lastLogin;
  const blocked = refusedNow && blockedWords[refusedNow];
  const evidence = { status: subscriber.status, reason: blocked ? refusedNow : null };
  if (blocked)
    return { code: 'account', state: 'fail', finding: 'account_blocked', sentence: blocked, evidence };
  return {
    code: 'account',
    state: 'ok',
    finding: 'account_active',
    sentence: 'The account is active.',
    evidence,
  };
}

/** What the policy gives, with its own sentence where it gives less than what was sold. */
export function judgeService({ explained, lastLogin }: OfflineEvidence): OfflineStep {
  const { code, params, sentence } = explained.explanation;
  const evidence = {
    reason: params.reason,
    downloadBps: params.downloadBps,
    uploadBps: params.uploadBps,
    untilAt: iso(params.untilMs),
    endedAt: iso(params.endedAtMs) ?? lastLogin.facts.expiresAt?.toISOString() ?? null,
    resetsAt: iso(params.resetsAtMs),
  };
  const say = (
    state: OfflineStep['state'],
    finding: OfflineStep['finding'],
    words = `${sentence}.`,
  ): OfflineStep => ({ code: 'service', state, finding, sentence: words, evidence });
  switch (code) {
    case 'refused':
      if (params.reason !== null && params.reason in blockedWords)
        return say('unknown', 'service_refused', 'The account decides before the plan does.');
      return say('fail', 'service_refused');
    case 'walled_garden':
      return say('warn', 'service_walled');
    case 'grace':
      return say('warn', 'service_grace');
    case 'fair_use':
    case 'quota_slow':
      return say('warn', 'service_slowed');
    case 'speed_rule':
    case 'boost':
      return isSlower(explained) ? say('warn', 'service_slowed') : say('ok', 'service_full');
    case 'plan':
      break;
  }
  const { decision } = explained;
  const rates = decision.kind === 'accept' ? ` of ${rateWords(decision.terms)}` : '';
  return say('ok', 'service_full', `The plan is in force with its full speed${rates}.`);
}

function isSlower({ explanation: { params } }: OfflineEvidence['explained']): boolean {
  const { downloadBps, planDownloadBps } = params;
  return downloadBps !== null && planDownloadBps !== null && downloadBps < planDownloadBps;
}

function iso(atMs: number | null): string | null {
  return atMs === null || !Number.isFinite(atMs) ? null : new Date(atMs).toISOString();
}

/** For a reason that is new here: what the catalogue says of it. */
export function summaryOf(reason: RejectReasonCode): string {
  return rejectReasons[reason].summary;
}
