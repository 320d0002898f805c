import { z } from 'zod';

/** A UUID, in lower case. */
export const idField = z.uuid().toLowerCase();

/** `/:id` */
export const idParams = z.strictObject({ id: idField });

/** An instant in an answer: ISO 8601 in UTC. */
export const instantField = z.iso.datetime();

/** Before the first and after the last of these every instant is a slip of the pen. */
const firstInstantMs = Date.parse('2000-01-01T00:00:00Z');
export const lastInstant = new Date('2199-12-31T23:59:59Z');

/** An instant in a request: ISO 8601 with an offset. */
export const instantInput = z.iso
  .datetime({ offset: true })
  // What is no instant at all was refused above, and compares with nothing.
  .refine(
    (text) => !(Date.parse(text) < firstInstantMs || Date.parse(text) > lastInstant.getTime()),
    'is not between the years 2000 and 2199',
  );

/** A whole number in an answer, from an int8 column through `toJsonInteger`. */
export const integerField = z.int();

/** For routes whose answer carries nothing. */
export const noData = z.null();

/** `?isEnabled=true`; `z.coerce.boolean()` would read "false" as true. */
export const queryBoolean = z.enum(['true', 'false']).transform((value) => value === 'true');

/** An int8 as JSON's number. Throws RangeError beyond 2^53 - 1, where a client would read another number. */
export function toJsonInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is beyond 2^53 - 1`);
  return number;
}
