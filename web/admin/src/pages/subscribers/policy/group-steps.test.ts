import { expect, test } from 'vitest';
import type { EnforcementStep } from './policy-queries.ts';
import { groupSteps } from './group-steps.ts';

const rates = (downloadBps: number): EnforcementStep['wanted'] => ({
  ...({} as NonNullable<EnforcementStep['wanted']>),
  downloadBps,
  uploadBps: 1,
});

test('tries towards one speed stand together as they were made, changes with the latest first', () => {
  const steps = [
    { id: 'e', wanted: null },
    { id: 'd', wanted: rates(50) },
    { id: 'c', wanted: rates(2) },
    { id: 'b', wanted: rates(2) },
    { id: 'a', wanted: rates(50) },
  ];
  expect(groupSteps(steps).map(({ tries }) => tries.map(({ id }) => id).join(''))).toEqual([
    'e',
    'd',
    'bc',
    'a',
  ]);
});
