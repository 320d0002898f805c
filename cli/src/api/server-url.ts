import { UsageError } from '../command-error.ts';

/** Where `npm start` serves the API on this machine. */
export const LOCAL_URL = 'http://127.0.0.1:8080';

/** The origin of a server from what was typed; throws a UsageError for anything else. */
export function readServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!url || !isPlain || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--url "${text}" is not an address such as ${LOCAL_URL} or https://isp.example.net`);
  }
  return url.origin;
}

/** Whether what is sent there can be read on the way: plain HTTP to another machine. */
export function isReadableOnTheWay(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
