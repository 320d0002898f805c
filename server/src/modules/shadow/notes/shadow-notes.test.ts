import { describe, expect, test } from 'vitest';
import { ShadowNotes, type NotedDisagreement, type NotedMinute } from './shadow-notes.ts';

const answer = { decision: 'accept', reason: null, attributes: [] } as const;
const found = (change: Partial<NotedDisagreement> = {}): NotedDisagreement => ({
  tenantId: 'a',
  subscriberId: null,
  username: 'alice',
  nasId: 'n',
  kind: 'rate_differs',
  isMild: false,
  sentence: 'first',
  firstAtMs: 1_000,
  lastAtMs: 1_000,
  count: 1,
  ours: answer,
  theirs: answer,
  ...change,
});

function notesThatWrite() {
  const written = { disagreements: [] as NotedDisagreement[], minutes: [] as NotedMinute[] };
  const database = { isAway: false, faults: 0 };
  const refuse = (rows: readonly { tenantId: string }[]): void => {
    if (database.isAway) throw new Error('away');
    if (rows.some(({ tenantId }) => tenantId === 'refused'))
      throw Object.assign(new Error('a character that cannot be stored'), { code: '22P05' });
  };
  const notes = new ShadowNotes({
    writeDisagreements: async (rows) => {
      refuse(rows);
      written.disagreements.push(...rows);
    },
    writeMinutes: async (rows) => {
      refuse(rows);
      written.minutes.push(...rows);
    },
    onFault: () => database.faults++,
  });
  return { notes, written, database };
}

describe('what was found', () => {
  test('of one subscriber and kind is one row with the latest answers', async () => {
    const { notes, written } = notesThatWrite();
    notes.note(found());
    notes.note(found({ firstAtMs: 5_000, lastAtMs: 5_000, sentence: 'later' }));
    notes.note(found({ kind: 'pool_differs' }));
    notes.note(found({ tenantId: 'b' }));
    await notes.flush();
    expect(written.disagreements).toHaveLength(3);
    expect(written.disagreements[0]).toMatchObject({
      count: 2,
      firstAtMs: 1_000,
      lastAtMs: 5_000,
      sentence: 'later',
    });
  });

  test('waits while the database is away, is added up meanwhile, and is written once when it is back', async () => {
    const { notes, written, database } = notesThatWrite();
    database.isAway = true;
    for (let n = 0; n < 3; n++) {
      notes.note(found());
      notes.count('a', 'logins', 61_000);
      await notes.flush();
    }
    expect([database.faults, written.disagreements]).toEqual([3, []]);
    database.isAway = false;
    await notes.flush();
    await notes.flush();
    expect(written.disagreements).toMatchObject([{ count: 3 }]);
    expect(written.minutes).toMatchObject([{ tenantId: 'a', minuteMs: 60_000, logins: 3, disagreeing: 0 }]);
  });

  test('and is refused by the database for what stands in it holds up nothing else, of no tenant', async () => {
    const { notes, written, database } = notesThatWrite();
    for (const tenantId of ['a', 'refused', 'b']) {
      notes.note(found({ tenantId }));
      notes.count(tenantId, 'logins', 61_000);
    }
    await notes.flush();
    expect(written.disagreements.map(({ tenantId }) => tenantId)).toEqual(['a', 'b']);
    expect(written.minutes.map(({ tenantId }) => tenantId)).toEqual(['a', 'b']);
    expect([notes.lost, database.faults]).toEqual([2, 2]);
  });

  test('beyond what is kept waiting is counted and not remembered', async () => {
    const { notes, written } = notesThatWrite();
    for (let n = 0; n < 5_010; n++) notes.note(found({ username: `user-${n}` }));
    await notes.flush();
    expect([written.disagreements.length, notes.lost]).toEqual([5_000, 10]);
  });
});
