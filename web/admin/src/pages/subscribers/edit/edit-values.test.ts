import { expect, test } from 'vitest';
import type { Subscriber } from '../subscriber-queries.ts';
import { toChange, toEditValues } from './edit-values.ts';

const row = {
  username: 'ali',
  fullName: 'Ali',
  phones: ['+1'],
  email: null,
  address: null,
  notes: 'x',
  tags: [],
  nasId: null,
  framedIp: null,
  maxSessions: null,
  loginWindows: null,
} as unknown as Subscriber;

test('a form that was not touched changes nothing', () => {
  expect(toChange(row, toEditValues(row))).toEqual({});
});

test('only what differs is sent, and an emptied text is nothing', () => {
  const values = { ...toEditValues(row), notes: ' ', tags: ['vip'] };
  expect(toChange(row, values)).toEqual({ notes: null, tags: ['vip'] });
});
