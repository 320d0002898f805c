import type { NasCheck } from '../../enforcement/index.ts';
import type { DoctorCheck, DoctorCheckCode, DoctorState } from './doctor-check.ts';
import { doctorLines, type DoctorServer } from './doctor-lines.ts';

const codes: Record<NasCheck['name'], DoctorCheckCode> = {
  heard: 'heard',
  secret: 'secret',
  signatures: 'message_authenticator',
  dropped: 'answers',
  logins: 'logins',
  orders: 'coa',
};

const states: Record<NasCheck['status'], DoctorState> = {
  ok: 'ok',
  warn: 'warn',
  bad: 'fail',
  unknown: 'unknown',
};

export interface RadiusFacts {
  readonly isRouterOs: boolean;
  readonly server: DoctorServer;
  readonly coaPort: number;
}

/** What the test of a NAS has found, with the line that mends it. */
export function judgeRadius(checks: readonly NasCheck[], facts: RadiusFacts): DoctorCheck[] {
  return checks.map(({ name, status, finding, facts: evidence }) => ({
    code: codes[name],
    state: states[status],
    finding,
    sentence: sentences[`${name}.${finding}`] ?? `${name}: ${finding.replaceAll('_', ' ')}.`,
    lineToPaste: facts.isRouterOs ? lineOf(`${name}.${finding}`, facts) : null,
    evidence,
  }));
}

function lineOf(found: string, { server, coaPort }: RadiusFacts): string | null {
  switch (found) {
    case 'heard.never':
      return doctorLines.addRadius(server);
    case 'heard.long_ago':
      return doctorLines.setRadius(server);
    case 'secret.differs':
    case 'secret.differed':
    case 'orders.wrong_secret':
      return doctorLines.setSecret(server);
    case 'signatures.missing':
    case 'signatures.unsigned':
      return doctorLines.signRequests(server);
    case 'orders.no_answer':
      return doctorLines.takeCoa(coaPort);
    default:
      return null;
  }
}

const sentences: Readonly<Record<string, string>> = {
  'heard.disabled': 'The NAS is disabled here: its packets are not looked at.',
  'heard.never': 'No packet of it has ever arrived.',
  'heard.long_ago': 'No packet of it has arrived in the last quarter of an hour.',
  'heard.lately': 'Its packets arrive.',
  'secret.nothing_lately': 'Nothing came lately by which the secret could be judged.',
  'secret.agrees': 'Router and server hold the same RADIUS secret.',
  'secret.differed': 'Packets came that were made with another secret; the later ones are right.',
  'secret.differs': 'Router and server hold different RADIUS secrets.',
  'signatures.missing': 'Its requests lack the Message-Authenticator and are dropped.',
  'signatures.off': 'Requests need no Message-Authenticator here: an Accept can be forged on the way.',
  'signatures.nothing_seen': 'No login came yet that could have been signed.',
  'signatures.unsigned': 'Its requests carry no Message-Authenticator.',
  'signatures.signed': 'Its requests are signed.',
  'dropped.none': 'Everything that it asked was answered.',
  'logins.none': 'Nobody has tried to log in through it lately.',
  'logins.accepted': 'Logins through it are let in.',
  'logins.all_rejected': 'Every login through it is refused.',
  'logins.only_rejects': 'The few logins that came through it were refused.',
  'orders.no_address': 'It was never heard from, so nobody knows where to send CoA.',
  'orders.no_answer': 'It does not answer to CoA: it takes none, on another port, or a firewall is between.',
  'orders.wrong_secret': 'It answers to CoA with another secret.',
  'orders.acknowledged': 'It says yes to an order that it cannot have carried out.',
  'orders.as_expected': 'It takes CoA.',
  'orders.refused': 'It takes CoA.',
};
