import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, Patient } from './finding.ts';

const subject = 'journals';
/** A full segment is folded and deleted within seconds while the database answers. */
const lateMs = 10 * 60_000;

/** Accounting that is acknowledged but not yet in the database. Each folder is one journal. */
export async function checkJournals({ config, clock }: Patient): Promise<Finding[]> {
  const { journalDirectory } = config.role;
  if (!existsSync(journalDirectory)) return [];
  const entries = await readdir(journalDirectory, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(journalDirectory, name));
  if (folders.length === 0) return [{ level: 'ok', subject, message: 'no accounting has arrived yet' }];
  const findings = await Promise.all(folders.map((folder) => checkJournal(folder, clock.now())));
  return findings.flat();
}

async function checkJournal(folder: string, nowMs: number): Promise<Finding[]> {
  const names = await readdir(folder);
  const segments = names.filter((name) => name.endsWith('.journal')).sort();
  const damaged = names.filter((name) => name.endsWith('.damaged'));
  const findings: Finding[] = [];
  // The last segment is in use, however old; one before it should have been folded.
  const waiting = await sizesAndAges(folder, segments.slice(0, -1), nowMs);
  if (waiting.ageMs > lateMs) {
    findings.push({
      level: 'warn',
      subject,
      message: `${folder} holds ${megabytes(waiting.bytes)} of accounting, the oldest ${Math.round(waiting.ageMs / 60_000)} min old, that is not in the database yet`,
      remedy:
        'Nothing is lost; it goes on as soon as the database and the fold role work. See "database" and "roles".',
    });
  }
  if (damaged.length > 0) {
    findings.push({
      level: 'warn',
      subject,
      message: `${folder} keeps ${damaged.length} damaged segments: the disk returned other bytes than were written`,
      remedy:
        'Check the disk (smartctl -a). All readable records were folded; the files may be removed after a look.',
    });
  }
  if (findings.length > 0) return findings;
  return [{ level: 'ok', subject, message: `nothing waits too long in ${folder}` }];
}

async function sizesAndAges(
  folder: string,
  names: string[],
  nowMs: number,
): Promise<{ bytes: number; ageMs: number }> {
  let bytes = 0;
  let ageMs = 0;
  for (const name of names) {
    const file = await stat(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      // Folded and deleted between listing and looking.
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    bytes += file?.size ?? 0;
    ageMs = Math.max(ageMs, file ? nowMs - file.mtimeMs : 0);
  }
  return { bytes, ageMs };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
