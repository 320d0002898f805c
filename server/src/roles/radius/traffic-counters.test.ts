import { expect, test } from 'vitest';
import { Code, type Answered, type KnownClient } from '@trunkline/radius';
import type { SnapshotNas } from '../../modules/aaa/index.ts';
import { TrafficCounters } from './traffic-counters.ts';

const answerOf = (id: string): Answered<SnapshotNas> => ({
  client: { data: { id } } as KnownClient<SnapshotNas>,
  code: Code.AccessRequest,
  replyCode: Code.AccessAccept,
  elapsedMs: 1,
});
const nasOf = (id: string): SnapshotNas => answerOf(id).client.data;

test('NAS beyond the bound are summed, and one that is gone gives its place to another', () => {
  const counters = new TrafficCounters();
  const ids = Array.from({ length: 600 }, (_, number) => `nas-${number}`);
  for (const id of ids) counters.answered(answerOf(id));
  expect(counters.byNas(ids.map(nasOf))).toHaveLength(500);
  expect(counters.other.replies[Code.AccessAccept]).toBe(100);
  expect(counters.byNas(ids.slice(1).map(nasOf))).toHaveLength(499);
  counters.answered(answerOf('nas-599'));
  expect(counters.byNas(ids.slice(1).map(nasOf))).toHaveLength(500);
  expect(counters.other.replies[Code.AccessAccept]).toBe(100);
  expect(counters.service('auth').replies[Code.AccessAccept]).toBe(601);
});
