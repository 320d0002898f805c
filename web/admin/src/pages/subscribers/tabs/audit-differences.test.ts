import { expect, test } from 'vitest';
import { auditDifferences } from './audit-differences.ts';

test('fields that stayed are left out, and what is not there is empty', () => {
  expect(
    auditDifferences({
      before: { status: 'active', tags: ['a', 'b'], email: null },
      after: { status: 'suspended', tags: ['a', 'b'], email: 'x@y', reason: 'unpaid', taskId: '1' },
    }),
  ).toEqual([
    { field: 'status', before: 'active', after: 'suspended' },
    { field: 'email', before: '', after: 'x@y' },
  ]);
});

test('what was made has no before', () => {
  expect(auditDifferences({ before: null, after: { username: 'ali', macs: [] } })).toEqual([
    { field: 'username', before: '', after: 'ali' },
  ]);
});
