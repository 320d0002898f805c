import { z } from 'zod';
import {
  defineRoute,
  instantField,
  integerField,
  toJsonInteger,
  type Route,
} from '../../platform/http/index.ts';
import type { NasDeps } from './nas-deps.ts';
import { listUnknownSources } from './observed-store.ts';

const mostShown = 100;

export function unknownSourceRoutes({ database }: Pick<NasDeps, 'database'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/unknown-sources',
      summary: 'Addresses that sent RADIUS packets within a day and are no NAS, the latest first',
      tag: 'nas',
      permission: 'operator',
      answer: z.array(
        z.object({ address: z.string(), firstAt: instantField, lastAt: instantField, count: integerField }),
      ),
      handle: async () => {
        const sources = await database.asOperator((tx) => listUnknownSources(tx, { limit: mostShown }));
        return sources.map(({ address, firstAt, lastAt, count }) => ({
          address,
          firstAt: firstAt.toISOString(),
          lastAt: lastAt.toISOString(),
          count: toJsonInteger(count),
        }));
      },
    }),
  ];
}
