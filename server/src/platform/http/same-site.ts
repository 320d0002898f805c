import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that carries a cookie was made by a page of this site. Browsers send Sec-Fetch-Site
 * (not settable by scripts) and, on every POST, PUT, PATCH and DELETE, Origin; a request with neither
 * did not come from a browser that knows our cookie, and is refused.
 */
export function isSameSite(headers: IncomingHttpHeaders, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
