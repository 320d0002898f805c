import { emptyTableState } from '@trunkline/web-ui/table';
import { describe, expect, test } from 'vitest';
import { arrangeNas } from './arrange-nas.ts';
import type { Nas, NasNow } from './nas-queries.ts';

const nas = (id: string, prefix: string): Nas =>
  ({ id, name: `Router ${id}`, prefix, vendor: 'mikrotik' }) as Nas;
const now = (nasId: string, state: NasNow['health']['state'], openSessions: number): NasNow =>
  ({ nasId, health: { state, reason: 'heard' }, openSessions }) as NasNow;

const all = [nas('a', '10.0.10.1/32'), nas('b', '10.0.9.1/32'), nas('c', '2001:db8::1/128')];
const figures = [now('a', 'ok', 5), now('b', 'down', 9)];
const order = (state: Partial<typeof emptyTableState>) =>
  arrangeNas({ all, figures, state: { ...emptyTableState, ...state } }).map((row) => row.nas.id);

describe('the list of NAS', () => {
  test('is ordered by what was pressed, addresses as numbers and trouble first', () => {
    expect(order({ sort: { key: 'prefix', direction: 'asc' } })).toEqual(['b', 'a', 'c']);
    expect(order({ sort: { key: 'health', direction: 'asc' } })).toEqual(['b', 'a', 'c']);
    expect(order({ sort: { key: 'sessions', direction: 'desc' } })).toEqual(['b', 'a', 'c']);
    expect(order({ sort: { key: 'name', direction: 'desc' } })).toEqual(['c', 'b', 'a']);
  });

  test('is narrowed by part of a name or address, in any case, and by health', () => {
    expect(order({ filters: { name: 'ROUTER B' } })).toEqual(['b']);
    expect(order({ filters: { prefix: '10.0.' } })).toEqual(['a', 'b']);
    expect(order({ filters: { health: 'down' } })).toEqual(['b']);
    expect(order({ filters: { vendor: 'wispr' } })).toEqual([]);
  });
});
