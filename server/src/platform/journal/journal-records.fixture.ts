import type { JournalPosition, JournalReader } from './index.ts';

/** Records of five digits, for tests. */
export function numbered(from: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, i) => Buffer.from(String(from + i).padStart(5, '0')));
}

/** The texts of all records that are there now; `damage` adds up what was passed over. */
export async function readAll(
  reader: JournalReader,
  damage: { bytes: number } = { bytes: 0 },
  from?: JournalPosition,
): Promise<string[]> {
  const texts: string[] = [];
  for (let position = from; ;) {
    const batch = await reader.read(position, 50);
    if (!batch || batch.isAtEnd) return texts;
    texts.push(...batch.records.map(String));
    damage.bytes += batch.damagedBytes;
    position = batch.next;
  }
}
