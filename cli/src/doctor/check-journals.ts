import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, Patient } from './finding.ts';

const subject = 'journals';
/** A full segment is folded and deleted within seconds while the database answers. */
const lateMs = 10 * 60_000;
const maximumFiles = 10_000;

/** Accounting that is acknowledged but not yet in the database. */
export async function checkJournals({ config, clock }: Patient): Promise<Finding[]> {
  const { journalDirectory } = config.role;
  if (!existsSync(journalDirectory)) return [];
  const entries = await readdir(journalDirectory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).slice(0, maximumFiles);
  const stats = await Promise.all(
    files.map((file) => stat(join(file.parentPath, file.name)).catch(() => undefined)),
  );
  // Folded and deleted between listing and looking.
  const present = stats.filter((file) => file !== undefined);
  const bytes = present.reduce((sum, file) => sum + file.size, 0);
  const size = `${present.length} files with ${(bytes / 1e6).toFixed(1)} MB`;
  const oldestMs = Math.min(...present.map((file) => file.mtimeMs));
  const ageMs = clock.now() - oldestMs;
  // The segment in use stays, however old; one behind it should have been folded.
  if (present.length <= 2 || ageMs < lateMs)
    return [{ level: 'ok', subject, message: `nothing waits too long (${size})` }];
  return [
    {
      level: 'warn',
      subject,
      message: `accounting of ${Math.round(ageMs / 60_000)} minutes ago is not in the database yet (${size})`,
      remedy:
        'Nothing is lost; it goes on as soon as the database and the fold role work. See "database" and "roles".',
    },
  ];
}
