import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { cryptoRandom, uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { JournalDisk } from './disk.ts';
import { decodeSegmentHeader, segmentHeaderLength, segmentName, segmentNumbers } from './segment.ts';

const identityName = 'journal.id';
const identityPattern = /^([0-9a-f-]{36}) ([0-9a-f]{8})\n$/;
const identityLength = 46;

export interface IdentitySource {
  disk: JournalDisk;
  folder: string;
}

/**
 * The journal's id: from its file, or, when that is lost, from the newest segment with a sound header.
 * Undefined for a folder that holds no journal yet. Positions are kept under this id, so it must outlive
 * every segment.
 */
export async function readIdentity({ disk, folder }: IdentitySource): Promise<string | undefined> {
  const text = await readStart(disk, join(folder, identityName), identityLength);
  const match = identityPattern.exec(text?.toString('latin1') ?? '');
  if (match && match[2] === checksum(match[1]!)) return match[1];
  const numbers = segmentNumbers(await disk.list(folder));
  for (const number of numbers.toReversed()) {
    const bytes = await readStart(disk, join(folder, segmentName(number)), segmentHeaderLength);
    const header = bytes && decodeSegmentHeader(bytes);
    if (header) return header.journalId;
  }
  return undefined;
}

/**
 * Reads the id, or makes one; either way it stands durably in its file afterwards. A folder without
 * segments gets a new one: its numbers begin at 1 again, and positions of the old journal would hide them.
 */
export async function ensureIdentity(
  source: IdentitySource,
  { clock, random = cryptoRandom }: { clock: Clock; random?: Random },
): Promise<string> {
  const { disk, folder } = source;
  const isEmpty = segmentNumbers(await disk.list(folder)).length === 0;
  const id = (isEmpty ? undefined : await readIdentity(source)) ?? uuidv7(clock, random);
  const draft = join(folder, `${identityName}.draft`);
  const file = await disk.create(draft);
  try {
    await file.write(Buffer.from(`${id} ${checksum(id)}\n`, 'latin1'), 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(draft, join(folder, identityName));
  await disk.syncFolder(folder);
  return id;
}

function checksum(id: string): string {
  return crc32(id).toString(16).padStart(8, '0');
}

async function readStart(disk: JournalDisk, path: string, length: number): Promise<Buffer | undefined> {
  const file = await disk.openForReading(path);
  if (!file) return undefined;
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, await file.read(bytes, 0));
  } finally {
    await file.close();
  }
}
