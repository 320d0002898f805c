import { snapshotKinds, type SnapshotKind, type SnapshotRow } from '../snapshot/snapshot-rows.ts';

/** Up to where the rows of the file are complete. */
export interface SnapshotPosition {
  /** The first transaction of the change feed that is not in the file. */
  readonly feed: bigint;
  /** The instant up to which all changes are in it. */
  readonly asOfMs: number;
}

/** What a chunk holds: rows, and where the rows up to here are complete the position. */
export interface ChunkContent {
  readonly position: SnapshotPosition | undefined;
  readonly rows: readonly SnapshotRow[];
}

/** The first line is the position or empty; then a line a row: kind, tenant, id, JSON. */
export function encodeChunkText({ position, rows }: ChunkContent): Buffer {
  const head = position ? `${position.feed}\t${position.asOfMs}` : '';
  return Buffer.from([head, ...rows.map(encodeRow)].join('\n'));
}

export function decodeChunkText(plain: Buffer): ChunkContent {
  const [head = '', ...lines] = plain.toString('utf8').split('\n');
  const [feed, asOfMs] = head.split('\t');
  const position = feed && asOfMs ? { feed: BigInt(feed), asOfMs: Number(asOfMs) } : undefined;
  return { position, rows: lines.map(decodeRow) };
}

/** The JSON comes from PostgreSQL's json functions, which escape tabs and line feeds inside strings. */
function encodeRow({ kind, tenantId, id, json }: SnapshotRow): string {
  const line = json === null ? '' : json.replaceAll('\n', ' ');
  return `${snapshotKinds.indexOf(kind)}\t${tenantId}\t${id}\t${line}`;
}

function decodeRow(line: string): SnapshotRow {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  const third = line.indexOf('\t', second + 1);
  const kind = snapshotKinds[Number(line.slice(0, first))] as SnapshotKind;
  const json = line.slice(third + 1);
  return {
    kind,
    tenantId: line.slice(first + 1, second),
    id: line.slice(second + 1, third),
    json: json || null,
  };
}
