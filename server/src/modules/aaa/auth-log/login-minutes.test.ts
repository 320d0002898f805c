import { expect, it } from 'vitest';
import { LoginMinutes, type LoginMinute } from './login-minutes.ts';

const nas = { id: 'n1', tenant: { id: 't1' } };
const minuteMs = Date.UTC(2026, 0, 1, 12);

/** Writes into `written` unless it is told to be away. */
function build(): {
  minutes: LoginMinutes;
  written: LoginMinute[];
  faults: unknown[];
  database: { isAway: boolean };
} {
  const written: LoginMinute[] = [];
  const faults: unknown[] = [];
  const database = { isAway: false };
  const minutes = new LoginMinutes({
    write: async (rows) => {
      if (database.isAway) throw new Error('away');
      written.push(...rows.map((row) => ({ ...row })));
    },
    onFault: (error) => faults.push(error),
  });
  return { minutes, written, faults, database };
}

it('logins of one minute, NAS and outcome are one row with their count', async () => {
  const { minutes, written } = build();
  minutes.count(nas, '', minuteMs + 1);
  minutes.count(nas, '', minuteMs + 59_999);
  minutes.count(nas, 'aaa.expired', minuteMs + 5);
  minutes.count(nas, '', minuteMs + 60_000);
  await minutes.flush();
  expect(written.map((row) => [row.minuteMs - minuteMs, row.reason, row.count])).toEqual([
    [0, '', 2],
    [0, 'aaa.expired', 1],
    [60_000, '', 1],
  ]);
});

it('what the database refused to take is written once it is back, together with what came meanwhile', async () => {
  const { minutes, written, faults, database } = build();
  database.isAway = true;
  minutes.count(nas, '', minuteMs);
  await minutes.flush();
  minutes.count(nas, '', minuteMs);
  database.isAway = false;
  await minutes.flush();
  await minutes.flush();
  expect(faults).toHaveLength(1);
  expect(written).toMatchObject([{ count: 2 }]);
});

it('a database that is away for days costs a bounded memory, and what found no place is counted', async () => {
  const { minutes, database, written } = build();
  database.isAway = true;
  for (let minute = 0; minute < 50_010; minute++) minutes.count(nas, '', minuteMs + minute * 60_000);
  expect(minutes.lost).toBe(10);
  database.isAway = false;
  await minutes.stop();
  expect(written).toHaveLength(50_000);
});
