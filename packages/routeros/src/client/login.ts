import { createHash } from 'node:crypto';
import { RouterosLoginRefused, RouterosProtocolError, RouterosTrap } from '../errors.ts';
import type { RouterosSession } from '../session/routeros-session.ts';

/**
 * Logs in as routers from 6.43 on want it, and as older ones do when they answer with a challenge. Throws a
 * RouterosLoginRefused when the router does not take it.
 */
export async function logIn(
  session: RouterosSession,
  { username, password }: { readonly username: string; readonly password: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    const { ret } = await session.call(
      { path: '/login', attributes: { name: username, password } },
      { signal },
    );
    if (ret === undefined) return;
    const response = challengeResponse(password, ret);
    await session.call({ path: '/login', attributes: { name: username, response } }, { signal });
  } catch (error) {
    if (error instanceof RouterosTrap) throw new RouterosLoginRefused(error.message, error.category);
    throw error;
  }
}

/** What a router before 6.43 wants: `00` and the MD5 of a zero byte, the password and its challenge. */
export function challengeResponse(password: string, challenge: string): string {
  if (!/^[0-9a-f]{32}$/i.test(challenge))
    throw new RouterosProtocolError('the challenge of the login is none');
  const digest = createHash('md5')
    .update(Buffer.of(0))
    .update(password)
    .update(Buffer.from(challenge, 'hex'))
    .digest('hex');
  return `00${digest}`;
}
