import type { RejectReasonCode } from '../../aaa/index.ts';
import { atMoment } from '../../policy/index.ts';
import { summaryOf } from './judge-account.ts';
import type { OfflineEvidence } from './evidence.ts';
import { instant, type OfflineStep } from './offline-step.ts';

/** Told by the step that follows. */
const ofDevice: ReadonlySet<RejectReasonCode> = new Set<RejectReasonCode>([
  'aaa.wrong_mac',
  'aaa.wrong_nas',
  'aaa.too_many_sessions',
]);

const refusedWords: Partial<Record<RejectReasonCode, string>> = {
  'aaa.wrong_password': 'the password in the device is wrong',
  'aaa.suspected_wrong_secret': 'the router and this server do not share the same RADIUS secret',
  'aaa.too_many_attempts': 'the device tried too many wrong passwords in a row and has to wait half a minute',
  'aaa.unsupported_method': 'the router asked in a way that is not offered, such as EAP',
  'aaa.malformed_credentials': 'what the router sent of the password made no sense',
};

/** The last login, of what the authentication log has. */
export function judgeLogin({ at, lastLogin }: OfflineEvidence): OfflineStep {
  const { verdict, accept, reject } = lastLogin;
  const evidence = {
    acceptedAt: accept && instant(accept.at),
    rejectedAt: reject && instant(reject.at),
    reason: verdict === 'accepted' ? null : (reject?.reason ?? null),
    nasName: (verdict === 'accepted' ? accept : reject)?.nasName ?? null,
    device: (verdict === 'accepted' ? accept : reject)?.callingStationId ?? null,
    attempts: verdict === 'refused' ? (reject?.count ?? null) : null,
  };
  const say = (
    state: OfflineStep['state'],
    finding: OfflineStep['finding'],
    sentence: string,
  ): OfflineStep => ({
    code: 'login',
    state,
    finding,
    sentence,
    evidence,
  });
  if (verdict === 'never_seen')
    return say(
      'fail',
      'login_never',
      'No login with this user name has ever arrived: the device does not dial, or with another name.',
    );
  if (verdict === 'accepted')
    return say('ok', 'login_accepted', `The last login was let in ${atMoment(accept!.at.getTime(), at)}.`);
  const when = atMoment(reject!.at.getTime(), at);
  const reason = reject!.reason;
  if (verdict === 'mended')
    return say(
      'warn',
      'login_mended',
      `What the last login was refused for ${when} is mended; the device has not tried again since.`,
    );
  if (reason !== null && ofDevice.has(reason))
    return say('warn', 'login_refused', `The last login was refused ${when} for its device or place.`);
  const why =
    reason === null ? 'for a reason that is not known' : `: ${refusedWords[reason] ?? lower(reason)}`;
  return say(
    lastLogin.refusedNow === null ? 'fail' : 'warn',
    'login_refused',
    `The last login was refused ${when}${why}.`,
  );
}

function lower(reason: RejectReasonCode): string {
  const text = summaryOf(reason).replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Device, place and number of sessions: what binds a login that is otherwise right. */
export function judgeDevice({ at, subscriber, lastLogin }: OfflineEvidence): OfflineStep {
  const { verdict, reject, facts } = lastLogin;
  const evidence = {
    binding: subscriber.macBinding,
    device: facts.mac,
    knownDevices: facts.knownMacs.join(', ') || null,
    nasName: reject?.nasName ?? null,
    boundNasName: facts.boundNasName,
    openSessions: facts.openSessionIds.length,
    maxSessions: facts.maxSessions,
  };
  const say = (
    state: OfflineStep['state'],
    finding: OfflineStep['finding'],
    sentence: string,
  ): OfflineStep => ({
    code: 'device',
    state,
    finding,
    sentence,
    evidence,
  });
  const when = reject ? atMoment(reject.at.getTime(), at) : '';
  if (verdict === 'refused' && reject?.reason === 'aaa.wrong_mac')
    return say(
      'fail',
      'device_wrong',
      `The device ${facts.mac ?? 'that the router did not name'} tried ${when}, but the account is bound to ${evidence.knownDevices ?? 'another one'}.`,
    );
  if (verdict === 'refused' && reject?.reason === 'aaa.wrong_nas')
    return say(
      'fail',
      'nas_wrong',
      `The login came ${when} through ${reject.nasName ?? 'another router'}, but the account is bound to ${facts.boundNasName ?? 'another one'}.`,
    );
  if (verdict === 'refused' && reject?.reason === 'aaa.too_many_sessions')
    return say(
      'fail',
      'sessions_full',
      `The account is already online as often as allowed: ${evidence.openSessions} of ${facts.maxSessions ?? 1}.`,
    );
  if (subscriber.macBinding === 'none')
    return say('ok', 'device_any', 'Any device may log in with this account.');
  if (facts.knownMacs.length === 0)
    return say('ok', 'device_unknown', 'The first device that logs in will be remembered.');
  return say('ok', 'device_known', `The account is bound to ${evidence.knownDevices}.`);
}
