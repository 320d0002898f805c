import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Patient } from './finding.ts';

const subject = 'permissions';

/** Keys are closed to others, and this user may read them and write the data. */
export async function checkPermissions({ config }: Patient): Promise<Finding[]> {
  if (!existsSync(config.home)) {
    return [{ level: 'ok', subject, message: `${config.home} is made at the first start` }];
  }
  const keys = [
    { path: config.keysDirectory, mode: '700' },
    { path: join(config.keysDirectory, 'master.key'), mode: '600' },
    { path: join(config.keysDirectory, 'database.json'), mode: '600' },
  ].filter(({ path }) => existsSync(path));
  const { dataDirectory, journalDirectory, snapshotDirectory } = config.role;
  const folders = [config.home, dataDirectory, journalDirectory, snapshotDirectory].filter((path) =>
    existsSync(path),
  );
  const faults = [
    ...checkMasterKey(join(config.keysDirectory, 'master.key'), dataDirectory),
    ...keys.flatMap(checkKey),
    ...folders.flatMap(checkWritable),
    ...checkPlace(config.keysDirectory, dataDirectory),
  ];
  return faults.length > 0
    ? faults
    : [{ level: 'ok', subject, message: 'keys are closed to others, and data can be written' }];
}

/** The start refuses data without their key; to find it out here is better than at the next start. */
function checkMasterKey(path: string, dataDirectory: string): Finding[] {
  if (existsSync(path) || !existsSync(join(dataDirectory, 'installation.json'))) return [];
  return [
    {
      level: 'fail',
      subject,
      message: `${path} is missing, and the data cannot be opened without it`,
      remedy: 'Put your copy of the key back.',
    },
  ];
}

function checkKey({ path, mode }: { path: string; mode: string }): Finding[] {
  if ((statSync(path).mode & 0o077) !== 0) {
    return [
      { level: 'fail', subject, message: `${path} is open to other users`, remedy: `chmod ${mode} ${path}` },
    ];
  }
  if (may(path, constants.R_OK)) return [];
  return [
    {
      level: 'fail',
      subject,
      message: `this user may not read ${path}`,
      remedy: 'Run as the user who started Trunkline.',
    },
  ];
}

function checkWritable(path: string): Finding[] {
  if (may(path, constants.W_OK)) return [];
  return [
    {
      level: 'fail',
      subject,
      message: `this user may not write to ${path}`,
      remedy: 'Run as the user who started Trunkline.',
    },
  ];
}

/** A backup of the data must not carry the keys along. */
function checkPlace(keysDirectory: string, dataDirectory: string): Finding[] {
  if (!`${keysDirectory}/`.startsWith(`${dataDirectory}/`)) return [];
  return [
    {
      level: 'fail',
      subject,
      message: 'the keys lie among the data',
      remedy: 'Choose another TRUNKLINE_HOME.',
    },
  ];
}

function may(path: string, what: number): boolean {
  try {
    accessSync(path, what);
    return true;
  } catch {
    return false;
  }
}
