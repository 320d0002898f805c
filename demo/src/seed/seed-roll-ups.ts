import type { LoginRow, PastMinutes, SumRow } from '../history/roll-ups.ts';
import { insertRows, instant } from './insert-rows.ts';
import type { SeededNetwork } from './seed-network.ts';
import type { SeedWorld } from './seed-world.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** The product keeps minutes for eight days and hours for a year. */
const minuteDays = 8;

interface PastSums {
  readonly tenantId: string;
  readonly network: SeededNetwork;
  readonly minutes: PastMinutes;
  readonly countLogins: (stepMs: number) => LoginRow[];
}

/** What the product adds up as it happens, for the time before it ran. */
export async function seedRollUps(
  { owner, nowMs }: SeedWorld,
  { tenantId, network, minutes, countLogins }: PastSums,
): Promise<void> {
  const fromMs = nowMs - minuteDays * 24 * hourMs;
  const write = async <Row extends SumRow>(
    { table, step, figures }: { table: string; step: 'minute' | 'hour'; figures: Record<string, string> },
    rows: readonly Row[],
    cells: (row: Row) => (string | number)[],
  ): Promise<void> => {
    const columns = { tenant_id: 'uuid', [step]: 'timestamptz', nas_id: 'uuid', ...figures };
    const whole = rows.map((row) => [
      tenantId,
      instant(row.atMs),
      network.nasIds[row.router]!,
      ...cells(row),
    ]);
    await insertRows(owner, { table, columns }, whole);
  };
  for (const [step, stepMs] of [
    ['minute', minuteMs],
    ['hour', hourMs],
  ] as const) {
    const isMinute = step === 'minute';
    const logins = countLogins(stepMs).filter(({ atMs }) => !isMinute || atMs >= fromMs);
    const figures = { reason: 'text', count: 'bigint' };
    await write({ table: `aaa.login_${step}`, step, figures }, logins, ({ reason, count }) => [
      reason,
      count,
    ]);
    await write(
      { table: `sessions.online_${step}`, step, figures: { sessions: 'integer' } },
      isMinute ? minutes.onlineMinutes(fromMs) : minutes.onlineHours(),
      ({ sessions }) => [sessions],
    );
    await write(
      {
        table: `sessions.traffic_${step}`,
        step,
        figures: { download_bytes: 'bigint', upload_bytes: 'bigint' },
      },
      isMinute ? minutes.trafficMinutes(fromMs) : minutes.trafficHours(),
      ({ downloadBytes, uploadBytes }) => [downloadBytes, uploadBytes],
    );
  }
}
