import { snapshotKinds, type SnapshotKind, type SnapshotRow } from '../snapshot/snapshot-rows.ts';

/** Up to where the rows of the file are complete. */
export interface SnapshotPosition {
  /** The first transaction of the change feed that is not in the file. */
  readonly feed: bigint;
  /** Which database's transactions these are; missing in a file that an earlier version wrote. */
  readonly source?: string | undefined;
  /** The instant up to which all changes are in it. */
  readonly asOfMs: number;
}

/** What a chunk holds: rows, and where the rows up to here are complete the position. */
export interface ChunkContent {
  readonly position: SnapshotPosition | undefined;
  readonly rows: readonly SnapshotRow[];
}

const tab = 0x09;
const lineFeed = 0x0a;

/** The first line is the position or empty; then a line a row: kind, tenant, id, JSON. */
export function encodeChunkText({ position, rows }: ChunkContent): Buffer {
  const head = position ? `${position.feed}\t${position.asOfMs}\t${position.source ?? ''}` : '';
  return Buffer.from([head, ...rows.map(encodeRow)].join('\n'));
}

/**
 * Reads line by line from the bytes: a piece cut out of one long string would keep all of that string in
 * memory for as long as an id of it is kept.
 */
export function decodeChunkText(plain: Buffer): ChunkContent {
  let end = endOfLine(plain, 0);
  const [feed, asOfMs, source] = plain.toString('latin1', 0, end).split('\t');
  const position = feed && asOfMs ? { feed: BigInt(feed), asOfMs: Number(asOfMs), source } : undefined;
  const rows: SnapshotRow[] = [];
  for (let at = end + 1; at < plain.length; at = end + 1) {
    end = endOfLine(plain, at);
    rows.push(decodeRow(plain, { at, end }));
  }
  return { position, rows };
}

/** The JSON comes from PostgreSQL's json functions, which escape tabs and line feeds inside strings. */
function encodeRow({ kind, tenantId, id, json }: SnapshotRow): string {
  const line = json === null ? '' : json.replaceAll('\n', ' ');
  return `${snapshotKinds.indexOf(kind)}\t${tenantId}\t${id}\t${line}`;
}

function decodeRow(plain: Buffer, { at, end }: { at: number; end: number }): SnapshotRow {
  const first = plain.indexOf(tab, at);
  const second = plain.indexOf(tab, first + 1);
  const third = plain.indexOf(tab, second + 1);
  return {
    kind: snapshotKinds[Number(plain.toString('latin1', at, first))] as SnapshotKind,
    tenantId: plain.toString('latin1', first + 1, second),
    id: plain.toString('latin1', second + 1, third),
    json: third + 1 === end ? null : plain.toString('utf8', third + 1, end),
  };
}

function endOfLine(plain: Buffer, at: number): number {
  const end = plain.indexOf(lineFeed, at);
  return end < 0 ? plain.length : end;
}
