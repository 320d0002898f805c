import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import {
  defineRoute,
  idField,
  instantField,
  instantInput,
  type Actor,
  type Route,
} from '../../platform/http/index.ts';
import { addressCertainty } from './address-certainty.ts';
import { listAddressHolders, maxHolders, type AddressHolder } from './address-store.ts';
import { sessionErrors } from './errors.ts';
import { sessionAnswer, toSessionAnswer } from './session-answer.ts';

const maxRangeMs = 400 * 86_400_000;

const instant = instantInput.transform((text) => new Date(text));
const addressQuery = z.strictObject({
  address: z.union([z.ipv4(), z.ipv6()]),
  /** One instant, which is within the range if there is one; or a range, both ends included. */
  at: instant.optional(),
  from: instant.optional(),
  to: instant.optional(),
});

const holderAnswer = z.object({
  session: sessionAnswer,
  nasName: z.string().nullable(),
  /** Null also for callers who may not see subscribers. */
  subscriber: z.object({ id: idField, username: z.string(), fullName: z.string().nullable() }).nullable(),
  /** `likely`: open, and not overdue; `possible`: after its last word, within the grace of a lost Stop. */
  certainty: z.enum(['certain', 'likely', 'possible']),
  /** The end that was told, or the last instant at which it may still have lasted. */
  possibleUntil: instantField,
});

/** Who had an address: the question of the police, and of support behind NAT. */
export function addressRoutes({ database }: { database: Database }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sessions/by-address',
      summary: 'Which sessions had an address at an instant or in a range, however old, and how sure that is',
      tag: 'sessions',
      permission: 'sessions.read',
      query: addressQuery,
      answer: z.object({
        holders: z.array(holderAnswer),
        /** There are more than are told; ask for a shorter range. */
        isCut: z.boolean(),
      }),
      handle: async ({ actor, tenantId, query }) => {
        const { from, to } = rangeOf(query);
        const found = await database.readInTenant(tenantId, (tx) =>
          listAddressHolders(tx, { tenantId, address: query.address, from, to }),
        );
        return {
          holders: found
            .slice(0, maxHolders)
            .map((holder) => toAnswer(holder, { fromMs: from.getTime(), actor })),
          isCut: found.length > maxHolders,
        };
      },
    }),
  ];
}

function rangeOf({ at, from, to }: z.output<typeof addressQuery>): { from: Date; to: Date } {
  const isOutside = at && ((from && at < from) || (to && at > to));
  if (at && !isOutside) return { from: at, to: at };
  if (at || !from || !to || from > to || to.getTime() - from.getTime() > maxRangeMs) {
    throw sessionErrors.invalidInstants();
  }
  return { from, to };
}

function toAnswer(
  holder: AddressHolder,
  { fromMs, actor }: { fromMs: number; actor: Actor },
): z.input<typeof holderAnswer> {
  const { session, nasName, subscriberUsername, fullName, possibleUntil } = holder;
  const { subscriberId } = session;
  const isKnown = subscriberId !== null && subscriberUsername !== null;
  const isTold = isKnown && actor.can('subscribers.read');
  return {
    session: toSessionAnswer(session),
    nasName,
    subscriber: isTold ? { id: subscriberId, username: subscriberUsername, fullName } : null,
    certainty: addressCertainty(session, { fromMs }),
    possibleUntil: possibleUntil.toISOString(),
  };
}
