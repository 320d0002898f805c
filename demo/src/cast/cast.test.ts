import { expect, test } from 'vitest';
import { rejectReasonCodes } from '@trunkline/server/modules/aaa/index.ts';
import { normalizePhone } from '@trunkline/server/modules/subscribers/subscriber-fields.ts';
import { usernameKey } from '@trunkline/server/modules/subscribers/index.ts';
import { createPastLogins } from '../history/past-logins.ts';
import { createPastSessions } from '../history/past-sessions.ts';
import { createCast, subscriberCount } from './cast.ts';
import { troubleRules } from './troubles.ts';

const firstAddress = '127.130.1.1';
const cast = createCast({ seed: 7, firstAddress });
const nowMs = Date.UTC(2026, 10, 21, 12);

test('the same seed gives the same people, another seed others', () => {
  expect(createCast({ seed: 7, firstAddress })).toEqual(cast);
  const names = (of: typeof cast): string[] => of.members.map(({ person }) => person.fullName);
  expect(names(createCast({ seed: 8, firstAddress }))).not.toEqual(names(cast));
});

test('every subscriber can be entered: user names differ, phones are phones, devices differ', () => {
  expect(cast.members).toHaveLength(subscriberCount);
  const keys = cast.members.map(({ person }) =>
    usernameKey(person.username, { stripRealm: false, credential: 'password' }),
  );
  expect(new Set(keys).size).toBe(subscriberCount);
  expect(keys.every((key) => /^[a-z]+\.[a-z]+\d*$/.test(key))).toBe(true);
  const phones = cast.members.flatMap(({ person }) => person.phones);
  expect(phones.filter((phone) => normalizePhone(phone) !== phone)).toEqual([]);
  expect(new Set(cast.members.map(({ macAddress }) => macAddress)).size).toBe(subscriberCount);
});

test('names are written from right to left, with accents and with apostrophes', () => {
  const names = cast.members.map(({ person }) => person.fullName);
  for (const script of [/\p{Script=Arabic}/u, /[łøžé]/iu, /'/, /Santoso/]) {
    expect(names.filter((name) => script.test(name)).length).toBeGreaterThan(3);
  }
});

test('as many have each trouble as the rules say, and somebody dials with each', () => {
  for (const { trouble, people, dialling } of troubleRules) {
    const afflicted = cast.members.filter((member) => member.trouble === trouble);
    expect(afflicted, trouble).toHaveLength(people);
    expect(afflicted.filter(({ isDialling }) => isDialling)).toHaveLength(dialling);
    expect(dialling).toBeGreaterThan(0);
  }
});

/** A demonstration has no captive portal and no FreeRADIUS beside it. */
const reasonsOfOthers = new Set<string>(['aaa.too_many_devices', 'aaa.refused_by_freeradius']);

test('the last week of logins holds every reason for a reject', () => {
  const logins = createPastLogins(cast, createPastSessions(cast, nowMs), nowMs);
  const weekAgoMs = nowMs - 7 * 86_400_000;
  const recent = new Set(logins.filter(({ atMs }) => atMs > weekAgoMs).map(({ reason }) => reason));
  expect(rejectReasonCodes.filter((code) => !recent.has(code) && !reasonsOfOthers.has(code))).toEqual([]);
});
