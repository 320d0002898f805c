import { existsSync, realpathSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, Patient } from './finding.ts';

const gigabyte = 1e9;
const failBytes = 1 * gigabyte;
const warnBytes = 5 * gigabyte;
/** Nearly full, unless much is left of a very large disk. */
const nearlyFullShare = 0.1;
const muchBytes = 50 * gigabyte;

/** Room where the data are, and where PostgreSQL keeps its own if that is another disk. */
export async function checkDisk({ config }: Patient): Promise<Finding[]> {
  const { dataDirectory } = config.role;
  if (!existsSync(dataDirectory)) return [];
  const postgres = join(dataDirectory, 'postgres');
  const folders = [dataDirectory, ...(existsSync(postgres) ? [realpathSync(postgres)] : [])];
  const elsewhere = folders.filter((folder, index) => index === 0 || !folder.startsWith(dataDirectory));
  return Promise.all(elsewhere.map(checkFolder));
}

async function checkFolder(folder: string): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const message = `${(free / gigabyte).toFixed(1)} GB are free for ${folder}`;
  const isNearlyFull = free < warnBytes || (bavail < blocks * nearlyFullShare && free < muchBytes);
  if (!isNearlyFull) return { level: 'ok', subject: 'disk', message };
  return {
    level: free < failBytes ? 'fail' : 'warn',
    subject: 'disk',
    message,
    remedy: 'Make room or a larger disk: without room accounting is no longer acknowledged.',
  };
}
