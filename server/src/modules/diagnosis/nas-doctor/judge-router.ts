import type { Nas } from '../../nas/index.ts';
import type { RouterFailure } from '../../routers/index.ts';
import type { DoctorCheck, DoctorEvidence } from './doctor-check.ts';
import { doctorLines, ourGroup, type ApiFacts, type DoctorServer } from './doctor-lines.ts';
import type { RouterFacts } from './examine-router.ts';

/** Logs, sessions and the end of what was bought are told by instants; a minute is what a person notices. */
const clockWarnMs = 60_000;
const clockFailMs = 5 * 60_000;
/** Below it a busy server is asked three times before it has answered once. */
const leastTimeoutS = 1;

export interface RouterJudgement {
  readonly server: DoctorServer;
  readonly transport: Nas['transport'];
  readonly coaPort: number;
  readonly api: ApiFacts;
}

/** The checks of a router that let us in. */
export function judgeRouter(facts: RouterFacts, known: RouterJudgement): DoctorCheck[] {
  return [
    judgeApi(facts, known),
    judgeRights(facts, known),
    judgeVersion(facts),
    judgeClock(facts),
    judgeEntry(facts, known),
    judgePpp(facts, known),
  ];
}

/** The one check of a router that did not. */
export function judgeFailure({ kind, message }: RouterFailure, { api }: RouterJudgement): DoctorCheck {
  const say = (sentence: string, lineToPaste: string | null): DoctorCheck =>
    check('api', 'fail', kind, { sentence, lineToPaste, evidence: { message, port: api.port } });
  switch (kind) {
    case 'wrong_password':
      return say('Its API refuses our user name or password.', doctorLines.setApiPassword(api));
    case 'missing_policy':
      return say('Our user may not use its API.', doctorLines.grantRights(api));
    case 'fingerprint_changed':
      return say('It shows another certificate than the one that was learned.', null);
    case 'tls_failed':
      return say('Its API answers, but not over TLS.', doctorLines.makeCertificate());
    case 'not_routeros':
      return say('What answers at its API is no RouterOS.', null);
    case 'refused':
    case 'timed_out':
    case 'unreachable':
    case 'closed':
    case 'busy':
    case 'command_refused':
      break;
  }
  return say(
    'Its API cannot be reached: it is off, on another port, or a firewall is between.',
    doctorLines.openApi(api),
  );
}

/** Nobody has said how its API is reached. */
export function judgeMissingApi(): DoctorCheck {
  return check('api', 'unknown', 'no_api', {
    sentence: 'Nothing says how its API is reached, so the router itself could not be looked at.',
  });
}

function judgeApi({ hasCertificate }: RouterFacts, { api }: RouterJudgement): DoctorCheck {
  if (!api.usesTls)
    return check('api', 'warn', 'without_tls', {
      sentence: 'Its API lets us in, over a connection that everybody on the way can read.',
      evidence: { port: api.port },
    });
  if (!hasCertificate)
    return check('api', 'warn', 'no_certificate', {
      sentence: 'Its API has no certificate: who stands between could take its place.',
      lineToPaste: doctorLines.makeCertificate(),
      evidence: { port: api.port },
    });
  return check('api', 'ok', 'lets_us_in', { sentence: 'Its API lets us in.', evidence: { port: api.port } });
}

function judgeRights({ mayWrite, rights }: RouterFacts, { api }: RouterJudgement): DoctorCheck {
  const evidence = {
    user: api.username,
    group: rights?.group ?? null,
    policies: rights?.policies.join(',') ?? null,
  };
  if (!mayWrite)
    return check('rights', 'fail', 'cannot_write', {
      sentence: 'Our user may only look: speeds could not be changed, nor sessions ended.',
      lineToPaste: doctorLines.grantRights(api),
      evidence,
    });
  if (rights?.policies.some((policy) => ['policy', 'sensitive', 'password'].includes(policy)))
    return check('rights', 'warn', 'more_than_needed', {
      sentence: 'Our user may more than is needed: it can read secrets or make other users.',
      // Another group is that of a person, who would be locked out of the router with fewer rights.
      lineToPaste: rights.group === ourGroup ? doctorLines.grantRights(api) : null,
      evidence,
    });
  return check('rights', 'ok', 'enough', { sentence: 'Our user may what is needed.', evidence });
}

function judgeVersion({ version, parsedVersion }: RouterFacts): DoctorCheck {
  const evidence = { version };
  const major6 = parsedVersion?.major === 6;
  const say = (state: DoctorCheck['state'], finding: string, sentence: string): DoctorCheck => {
    // An update stays within RouterOS 6, which knows no such demand.
    const isMended = state !== 'ok' && state !== 'unknown' && !(finding === 'unsigned' && major6);
    return check('version', state, finding, {
      sentence,
      lineToPaste: isMended ? doctorLines.update() : null,
      evidence,
    });
  };
  if (!parsedVersion) return say('unknown', 'not_told', 'It does not say which RouterOS it runs.');
  const { major, minor } = parsedVersion;
  if (major < 6 || (major === 6 && minor < 43))
    return say('fail', 'ancient', 'Its RouterOS is from before 6.43, open to known attacks.');
  if (major === 7 && minor < 6)
    return say('fail', 'early_seven', 'Before 7.6 CoA for PPPoE sessions is not reliable.');
  if (major === 6 || minor < 15)
    return say('warn', 'unsigned', 'Before 7.15 it cannot be told to demand signed answers (BlastRADIUS).');
  return say('ok', 'recent', 'Its RouterOS is recent.');
}

function judgeClock({ clockAheadMs, parsedVersion }: RouterFacts): DoctorCheck {
  if (clockAheadMs === undefined)
    return check('clock', 'unknown', 'not_told', {
      sentence: 'It does not say what time it takes it to be.',
    });
  const offMs = Math.abs(clockAheadMs);
  const evidence = { aheadS: Math.round(clockAheadMs / 1000) };
  if (offMs <= clockWarnMs)
    return check('clock', 'ok', 'right', { sentence: 'Its clock is right.', evidence });
  return check('clock', offMs > clockFailMs ? 'fail' : 'warn', 'wrong', {
    sentence: 'Its clock is wrong: its log and its schedules mean another time.',
    lineToPaste: doctorLines.tellTime(parsedVersion?.major ?? 7),
    evidence,
  });
}

/** Whether it asks us, where we listen. */
function judgeEntry({ entries }: RouterFacts, { server, transport }: RouterJudgement): DoctorCheck {
  const entry =
    entries.find(({ comment }) => comment === 'trunkline') ??
    entries.find(({ address }) => address === server.address);
  const isAddressKnown = server.address !== null && !server.isGuess;
  if (!entry && !isAddressKnown && entries.length > 0)
    return check('radius_client', 'unknown', 'address_unknown', {
      sentence:
        'It has entries for RADIUS servers; which is this one is not known, as nobody has said at which address routers reach it.',
    });
  if (!entry)
    return check('radius_client', 'fail', 'no_entry', {
      sentence: 'It has no entry for this server among its RADIUS servers.',
      lineToPaste: transport === 'udp' ? doctorLines.addRadius(server) : null,
    });
  const { address, authenticationPort = null, accountingPort = null, timeoutS = null, isDisabled } = entry;
  const evidence = { address, authenticationPort, accountingPort, timeoutS };
  const wrong = (state: 'fail' | 'warn', finding: string, sentence: string): DoctorCheck =>
    check('radius_client', state, finding, {
      sentence,
      // What is pasted for datagrams does not fit a router that asks over TLS.
      lineToPaste: transport === 'udp' ? doctorLines.setRadius(server) : null,
      evidence,
    });
  if (isDisabled) return wrong('fail', 'disabled', 'Its entry for this server is disabled.');
  if (isAddressKnown && address !== server.address)
    return wrong('warn', 'other_address', 'It asks at another address than the one that is set here.');
  const isElsewhere = authenticationPort !== server.authPort || accountingPort !== server.acctPort;
  if (isElsewhere && transport === 'udp')
    return wrong('fail', 'other_ports', 'It asks at other ports than those at which this server listens.');
  if (timeoutS !== null && timeoutS < leastTimeoutS)
    return wrong('warn', 'impatient', 'It waits less than a second for an answer.');
  return check('radius_client', 'ok', 'asks_us', { sentence: 'It asks this server.', evidence });
}

function judgePpp({ ppp, servesPppoe, incoming }: RouterFacts, { coaPort }: RouterJudgement): DoctorCheck {
  const evidence: DoctorEvidence = { coaPort: incoming.port ?? null, setPort: coaPort };
  if (!ppp.usesRadius && servesPppoe !== false)
    return check('ppp', 'fail', 'radius_off', {
      sentence: 'PPP on it does not ask RADIUS.',
      lineToPaste: doctorLines.usePpp(),
      evidence,
    });
  if (!ppp.isAccounting && servesPppoe !== false)
    return check('ppp', 'fail', 'accounting_off', {
      sentence: 'PPP on it sends no accounting, so nothing is counted.',
      lineToPaste: doctorLines.usePpp(),
      evidence,
    });
  if (!incoming.isAccepting || incoming.port !== coaPort)
    return check('ppp', 'fail', incoming.isAccepting ? 'incoming_elsewhere' : 'incoming_off', {
      sentence: incoming.isAccepting
        ? 'It takes CoA on another port than the one that is set here.'
        : 'It takes no CoA at all.',
      lineToPaste: doctorLines.takeCoa(coaPort),
      evidence,
    });
  if (!ppp.usesRadius || !ppp.isAccounting)
    return check('ppp', 'ok', 'not_served', {
      sentence: 'It serves no PPPoE, so PPP need not ask RADIUS.',
      evidence,
    });
  return check('ppp', 'ok', 'uses_radius', { sentence: 'PPP on it asks RADIUS and reports.', evidence });
}

function check(
  code: DoctorCheck['code'],
  state: DoctorCheck['state'],
  finding: string,
  said: { sentence: string; lineToPaste?: string | null; evidence?: DoctorEvidence },
): DoctorCheck {
  const { sentence, lineToPaste = null, evidence = {} } = said;
  return { code, state, finding, sentence, lineToPaste, evidence };
}
