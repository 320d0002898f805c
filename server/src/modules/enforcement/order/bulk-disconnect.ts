import { z } from 'zod';
import { changed, defineBulkAction, unchanged, type BulkAction } from '../../subscribers/index.ts';
import { orderDisconnect, type EnforcementDeps } from './request-disconnect.ts';

const disconnectInput = z.strictObject({
  reason: z.string().trim().min(1).max(500).nullable().default(null),
});

/** Orders the end of every open session of many subscribers. */
export function enforcementBulkActions(deps: Pick<EnforcementDeps, 'clock' | 'random'>): BulkAction[] {
  return [
    defineBulkAction<z.output<typeof disconnectInput>>({
      name: 'disconnect',
      permissions: ['enforcement.disconnect'],
      input: disconnectInput,
      judge: ({ openSessionIds }) => (openSessionIds.length > 0 ? changed : unchanged),
      async apply(tx, actor, { subject, input }) {
        for (const sessionId of subject.openSessionIds) {
          await orderDisconnect(deps, { tx, actor }, { sessionId, reason: input.reason });
        }
      },
    }),
  ];
}
