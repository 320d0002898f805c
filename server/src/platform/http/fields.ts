import { z } from 'zod';

/** A UUID, in lower case. */
export const idField = z.uuid().toLowerCase();

/** `/:id` */
export const idParams = z.strictObject({ id: idField });

/** An instant in an answer: ISO 8601 in UTC. */
export const instantField = z.iso.datetime();

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
