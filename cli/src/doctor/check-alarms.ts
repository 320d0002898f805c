import { readRunning } from '../installation/find-local-url.ts';
import type { Finding, Patient } from './finding.ts';

const subject = 'alarms';
const timeoutMs = 5_000;

interface Sample {
  readonly name: string;
  readonly labels: string;
  readonly value: number;
}

/** What deserves a line here; the same limits as in deploy/prometheus/alerts.yml. */
interface Alarm {
  readonly metric: string;
  readonly isWrong: (value: number) => boolean;
  readonly level: 'warn' | 'fail';
  readonly says: (label: (name: string) => string, value: number) => string;
  readonly remedy: string;
}

const alarms: readonly Alarm[] = [
  {
    metric: 'trunkline_role_up',
    isWrong: (value) => value === 0,
    level: 'fail',
    says: (label) => `${label('role')} does not answer`,
    remedy: 'The log says why it ended or stands still; the supervisor starts it again by itself.',
  },
  {
    metric: 'trunkline_database_up',
    isWrong: (value) => value === 0,
    level: 'fail',
    says: (label) => `${label('role')} does not reach the database`,
    remedy:
      'Mend the database; Trunkline then goes on by itself. Logins of known subscribers go on meanwhile.',
  },
  {
    metric: 'trunkline_snapshot_whole',
    isWrong: (value) => value === 0,
    level: 'fail',
    says: () => 'there is nothing to answer logins from: no snapshot file and no database',
    remedy: 'Bring the database back.',
  },
  {
    metric: 'trunkline_snapshot_age_seconds',
    isWrong: (value) => value > 60,
    level: 'warn',
    says: (_label, value) => `logins are answered from what was true ${Math.round(value)} s ago`,
    remedy: 'Mend the database, or end the long transaction that holds the change feed back.',
  },
  {
    metric: 'trunkline_journal_open',
    isWrong: (value) => value === 0,
    level: 'fail',
    says: () => 'the accounting journal cannot be opened; accounting gets no answer',
    remedy: 'The log says what the disk refuses; mostly it is full.',
  },
  {
    metric: 'trunkline_journal_near_ceiling',
    isWrong: (value) => value === 1,
    level: 'fail',
    says: () => 'the accounting journal has used half of what it may take',
    remedy: 'Bring the database back before it is full; nothing is lost until then.',
  },
  {
    metric: 'trunkline_journal_oldest_unfolded_seconds',
    isWrong: (value) => value > 300,
    level: 'warn',
    says: (label, value) =>
      `the oldest accounting packet of journal ${label('journal')} has waited ${Math.round(value)} s for the database`,
    remedy: 'Nothing is lost. The log of fold says what it waits for.',
  },
  {
    metric: 'trunkline_jobs_given_up',
    isWrong: (value) => value > 0,
    level: 'warn',
    says: (_label, value) => `${value} jobs failed as often as allowed`,
    remedy: 'The log of worker names them; order again what they were to do.',
  },
];

/** Asks the running product for its own figures, and tells those that are an alarm. */
export async function checkAlarms({ config }: Patient): Promise<Finding[]> {
  const running = readRunning(config.home);
  if (!running) return [];
  const url = `${running.metrics}/metrics`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const findings = judge(parseSamples(await response.text()));
    return findings.length > 0 ? findings : [{ level: 'ok', subject, message: 'the figures show no alarm' }];
  } catch (error) {
    return [
      {
        level: 'fail',
        subject,
        message: `${url} does not answer: ${(error as Error).message}`,
        remedy: 'The supervisor itself stands still; stop and start Trunkline again.',
      },
    ];
  }
}

function judge(samples: readonly Sample[]): Finding[] {
  return alarms.flatMap(({ metric, isWrong, level, says, remedy }) =>
    samples
      .filter(({ name, value }) => name === metric && isWrong(value))
      .map(({ labels, value }) => ({ level, subject, message: says(labelOf(labels), value), remedy })),
  );
}

/**
 * The lines of the text format; what they do not need here, such as HELP, is left out. Only a line feed ends a
 * line: the name of a NAS may hold what JavaScript's patterns take for the end of one.
 */
function parseSamples(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/s.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels, value: Number(value) }];
  });
}

function labelOf(labels: string): (name: string) => string {
  return (name) => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1] ?? '?';
}
