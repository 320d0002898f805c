import type { RouterosCaller } from '../client/routeros-client.ts';
import { parseRouterDate } from '../values/router-date.ts';
import { parseBoolean } from '../values/scalar.ts';
import type { ChangeOptions } from './menu.ts';

/** What a router takes the time to be. */
export interface RouterClock {
  /** Milliseconds since 1970; undefined: it told no date, or no offset to read it by. */
  readonly atMs: number | undefined;
  readonly zoneName: string | undefined;
}

const OFFSET = /^([+-])(\d\d):(\d\d)$/;

export async function readClock(client: RouterosCaller, options: ChangeOptions = {}): Promise<RouterClock> {
  const proplist = ['time', 'date', 'time-zone-name', 'gmt-offset'];
  const { rows } = await client.call('/system/clock/print', {}, { ...options, proplist });
  const row = rows[0] ?? {};
  const localMs = parseRouterDate(`${row['date'] ?? ''} ${row['time'] ?? ''}`);
  const offsetMs = parseOffset(row['gmt-offset']);
  return {
    atMs: localMs === undefined || offsetMs === undefined ? undefined : localMs - offsetMs,
    zoneName: row['time-zone-name'],
  };
}

/** Whether a router asks somebody for the time. */
export async function usesNtp(client: RouterosCaller, options: ChangeOptions = {}): Promise<boolean> {
  const { rows } = await client.call('/system/ntp/client/print', {}, { ...options, proplist: ['enabled'] });
  return parseBoolean(rows[0]?.['enabled']) ?? false;
}

function parseOffset(text: string | undefined): number | undefined {
  const match = OFFSET.exec(text ?? '');
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
