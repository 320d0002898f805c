import { z } from 'zod';

/** Printable ASCII without what a terminal or a list of RouterOS takes apart. */
const username = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]*$/, 'has characters other than printable ASCII without spaces');

const apiFields = {
  /** Null: the address of its RADIUS packets. */
  address: z.union([z.ipv4(), z.ipv6()]).nullable(),
  port: z.int().min(1).max(65_535),
  usesTls: z.boolean(),
  /** SHA-256 of the certificate in hex; null: learn the next one that is met. */
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in lower-case hex')
    .nullable(),
  username,
};

/** Absent: generated for an API that is new, else kept. */
const password = z
  .string()
  .min(8)
  .max(128)
  .regex(/^[\x21-\x7e]*$/, 'has characters other than printable ASCII without spaces');

export const apiChangeBody = z.strictObject({ ...apiFields, password }).partial();

export const apiBody = apiChangeBody.extend({ username });

export const apiAnswer = z.object({ ...apiFields, hasPassword: z.literal(true) });
