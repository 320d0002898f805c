import { createHash, timingSafeEqual } from 'node:crypto';
import type { SeededRandom } from '@trunkline/kit';
import type { DeviceUser } from './device-options.ts';
import type { DeviceCommand } from './parse-command.ts';
import { isAtLeast } from './router-text.ts';

export type LoginStep =
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'accepted'; readonly user: DeviceUser }
  | { readonly kind: 'refused'; readonly message: string };

/** The login of one connection: by password from 6.43 on, before that by an answer to a challenge. */
export class DeviceLogin {
  readonly #users: readonly DeviceUser[];
  readonly #usesChallenge: boolean;
  readonly #challenge = Buffer.alloc(16);

  constructor({
    users,
    version,
    random,
  }: {
    users: readonly DeviceUser[];
    version: string;
    random: SeededRandom;
  }) {
    this.#users = users;
    this.#usesChallenge = !isAtLeast(version, 6, 43);
    random.fill(this.#challenge);
  }

  take({ attributes }: DeviceCommand): LoginStep {
    const { name, password, response } = attributes;
    const user = this.#users.find((known) => known.name === name);
    if (!this.#usesChallenge) {
      const isRight = user !== undefined && password !== undefined && isEqual(password, user.password);
      return isRight ? { kind: 'accepted', user } : this.#refusal();
    }
    if (response === undefined) return { kind: 'challenge', challenge: this.#challenge.toString('hex') };
    return user && isEqual(response, this.#expected(user)) ? { kind: 'accepted', user } : this.#refusal();
  }

  #expected({ password }: DeviceUser): string {
    const bytes = Buffer.concat([Buffer.of(0), Buffer.from(password), this.#challenge]);
    return `00${createHash('md5').update(bytes).digest('hex')}`;
  }

  #refusal(): LoginStep {
    const message = this.#usesChallenge ? 'cannot log in' : 'invalid user name or password (6)';
    return { kind: 'refused', message };
  }
}

function isEqual(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(first!, second!);
}
