import { hash } from '@node-rs/argon2';

/** Argon2id, which is the library's own choice, with 19 MiB, two passes and one lane: what a small server bears. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The Argon2id hash of a portal password, parameters and salt included. */
export function hashPortalPassword(password: string): Promise<string> {
  return hash(password, cost);
}
