import { call } from '../api/call.ts';
import type { ApiClient } from '../api/connect.ts';
import { readRows } from '../api/pages.ts';
import { patiently } from '../api/patiently.ts';
import type { RecordedTotals } from './compare-totals.ts';
import type { FleetRun } from './run-fleet.ts';

/** More sessions than any run makes. */
const MAX_ROWS = 2_000_000;

/** The sessions of the run's routers that were recorded since it began. */
export async function readRecorded(
  client: ApiClient,
  { prepared, startedAtMs }: FleetRun,
  signal: AbortSignal,
): Promise<RecordedTotals[]> {
  const recorded: RecordedTotals[] = [];
  for (const nasId of prepared.nasIds) {
    const isEnough = (rows: readonly { id: string }[]) =>
      rows.length > 0 && madeAtMs(rows.at(-1)!.id) < startedAtMs;
    const { rows } = await readRows(
      (page) =>
        patiently(() => call(client.GET('/api/sessions', { params: { query: { nasId, ...page } } })), signal),
      MAX_ROWS,
      isEnough,
    );
    recorded.push(...rows.filter(({ id }) => madeAtMs(id) >= startedAtMs));
  }
  return recorded;
}

/** The first 48 bits of a UUIDv7 are the milliseconds at which it was made (RFC 9562 §5.7). */
function madeAtMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
