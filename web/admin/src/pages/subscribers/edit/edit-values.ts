import type { WeekWindow } from '@trunkline/web-ui';
import type { Subscriber } from '../subscriber-queries.ts';

/** The values of the form: a text that is empty stands for nothing. */
export interface EditValues {
  username: string;
  fullName: string;
  phones: string[];
  email: string;
  address: string;
  notes: string;
  tags: string[];
  nasId: string;
  framedIp: string;
  maxSessions: number | null;
  loginWindows: WeekWindow[];
}

export function toEditValues(subscriber: Subscriber): EditValues {
  const { username, fullName, phones, email, address, notes, tags, nasId, framedIp, maxSessions } =
    subscriber;
  return {
    username,
    fullName: fullName ?? '',
    phones,
    email: email ?? '',
    address: address ?? '',
    notes: notes ?? '',
    tags,
    nasId: nasId ?? '',
    framedIp: framedIp ?? '',
    maxSessions,
    loginWindows: subscriber.loginWindows ?? [],
  };
}

/** Only what differs from the row that was seen, so that nothing else is written over. */
export function toChange(seen: Subscriber, values: EditValues): Partial<EditRow> {
  const before = toRow(toEditValues(seen));
  const after = toRow(values);
  const names = Object.keys(after) as (keyof EditRow)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

type EditRow = ReturnType<typeof toRow>;

function toRow(values: EditValues) {
  const { username, fullName, phones, email, address, notes, tags, nasId, framedIp, maxSessions } = values;
  return {
    username,
    fullName: orNull(fullName),
    phones,
    email: orNull(email),
    address: orNull(address),
    notes: orNull(notes),
    tags,
    nasId: orNull(nasId),
    framedIp: orNull(framedIp),
    maxSessions,
    loginWindows: values.loginWindows.length === 0 ? null : values.loginWindows,
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
