export const sessionCookieName = 'trunkline_session';

const attributes = 'Path=/; HttpOnly; SameSite=Strict';

/** The Set-Cookie header for a new session. `isSecure`: the client came by HTTPS. */
export function sessionCookie(
  token: string,
  { expiresAt, isSecure }: { expiresAt: Date; isSecure: boolean },
): string {
  const expires = `Expires=${expiresAt.toUTCString()}`;
  return `${sessionCookieName}=${token}; ${attributes}; ${expires}${isSecure ? '; Secure' : ''}`;
}

/** The Set-Cookie header that makes a browser forget its session. */
export function clearedSessionCookie(): string {
  return `${sessionCookieName}=; ${attributes}; Max-Age=0`;
}
