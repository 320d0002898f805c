import { atMoment } from '../../policy/index.ts';
import type { LineAnswer, OfflineEvidence } from './evidence.ts';
import { instant, type OfflineStep } from './offline-step.ts';

/** The router as RADIUS knows it. */
export function judgeNas({ at, nas }: OfflineEvidence): OfflineStep {
  const say = (
    state: OfflineStep['state'],
    finding: OfflineStep['finding'],
    sentence: string,
  ): OfflineStep => ({
    code: 'nas',
    state,
    finding,
    sentence,
    evidence: nas
      ? {
          nasId: nas.id,
          nasName: nas.name,
          lastPacketAt: instant(nas.lastPacketAt),
          health: nas.health.reason,
        }
      : {},
  });
  if (!nas) return say('unknown', 'nas_unknown', 'It is not known yet at which router this customer is.');
  const { name, health, lastPacketAt } = nas;
  const heard = lastPacketAt === null ? 'never' : atMoment(lastPacketAt.getTime(), at);
  switch (health.reason) {
    case 'disabled':
      return say(
        'fail',
        'nas_disabled',
        `The router ${name} is disabled here, so nobody behind it is let in.`,
      );
    case 'never_heard':
      return say(
        'fail',
        'nas_never_heard',
        `No packet of the router ${name} has ever arrived, so nobody behind it can log in.`,
      );
    case 'silent':
      return say(
        'fail',
        'nas_silent',
        `The router ${name} fell silent ${heard}: it is down or cut off, with everybody behind it.`,
      );
    case 'all_unanswered':
      return say('fail', 'nas_unanswered', `Nothing that the router ${name} asks can be answered just now.`);
    case 'all_rejected':
      return say('fail', 'nas_refuses_all', `Every login through the router ${name} is refused just now.`);
    case 'late':
    case 'many_unanswered':
      return say('warn', 'nas_late', `The router ${name} was last heard ${heard}, later than it should be.`);
    case 'idle':
      return say(
        'warn',
        'nas_idle',
        `Nothing has come from the router ${name} since it was last heard ${heard}.`,
      );
    case 'heard':
      break;
  }
  return say('ok', 'nas_heard', `The router ${name} was last heard ${heard}.`);
}

/** These tell that the router is not there; the others that it is, and does not let us look. */
const away = new Set(['refused', 'timed_out', 'unreachable', 'closed']);

const notAskedWords: Readonly<Record<Extract<LineAnswer, { kind: 'not_asked' }>['why'], string>> = {
  not_wanted: 'The router was not asked.',
  nas_unknown: 'It is not known which router to ask.',
  nas_disabled: 'The router is disabled here and was not asked.',
  no_api: 'Nothing says how the API of the router is reached, so it was not asked.',
};

/** The router as its API shows it. */
export function judgeRouter({ nas, line, session }: OfflineEvidence): OfflineStep {
  const name = nas?.name ?? 'of the subscriber';
  if (line.kind === 'not_asked')
    return say('unknown', 'router_not_asked', notAskedWords[line.why], { why: line.why });
  if (line.kind === 'failed') {
    const evidence = { failure: line.failure, message: line.message };
    return away.has(line.failure)
      ? say('fail', 'router_unreachable', `The router ${name} cannot be reached over its API.`, evidence)
      : say('warn', 'router_refuses_us', `The router ${name} answers, but does not let us look.`, evidence);
  }
  const { line: seen } = line;
  const evidence = {
    address: seen.session?.address ?? null,
    uptimeS: seen.session?.uptimeS ?? null,
    port: seen.port?.name ?? null,
    device: seen.device?.by ?? null,
    place: seen.device?.place ?? null,
    logTime: seen.log?.time ?? null,
    logLine: seen.log?.message ?? null,
    acctSessionId: session?.acctSessionId ?? null,
  };
  if (seen.session) return say('ok', 'router_has_session', `The router ${name} has the session.`, evidence);
  if (seen.hasLocalUser)
    return say(
      'fail',
      'router_local_user',
      `The router ${name} has a user of this name itself, whom it lets in or refuses without asking this server.`,
      evidence,
    );
  if (seen.port && !seen.port.isUp)
    return say(
      'fail',
      'router_link_down',
      `The port ${seen.port.name} of the router ${name} has no link: the cable, the switch or the antenna behind it is off.`,
      evidence,
    );
  const device = seen.device ? `; its device is seen on ${seen.device.place}, so the line works` : '';
  return say(
    'fail',
    'router_no_session',
    `The router ${name} is well and has no session of this customer${device}: the device does not dial.`,
    evidence,
  );
}

function say(
  state: OfflineStep['state'],
  finding: OfflineStep['finding'],
  sentence: string,
  evidence: OfflineStep['evidence'] = {},
): OfflineStep {
  return { code: 'router', state, finding, sentence, evidence };
}
