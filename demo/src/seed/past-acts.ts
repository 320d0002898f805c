import { SeededRandom } from '@trunkline/kit';
import { between, happens, pick } from '../draw.ts';
import type { PastAct } from './audit-rows.ts';
import { blockOf, type SeededPerson } from './seed-people.ts';
import type { Colleague } from './seed-world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const reasons = {
  suspended: [
    'Complaint about spam from this line',
    'Unpaid since two months',
    'Asked by the owner of the building',
  ],
  paused: ['On pilgrimage for a month', 'House is being renovated', 'في إجازة حتى نهاية الشهر'],
  disabled: ['Duplicate of another account'],
  closed: ['Moved away', 'Changed to another provider', 'Pindah ke luar kota'],
} as const;

/** How the subscribers came to be as they are, by whom: what the audit log would have told. */
export function pastActs(
  people: readonly SeededPerson[],
  { colleagues, seed, nowMs }: { colleagues: readonly Colleague[]; seed: number; nowMs: number },
): PastAct[] {
  const random = new SeededRandom(seed ^ 0x5eed_0007);
  const someone = () => pick(random, colleagues);
  return people.flatMap((seeded) => [
    createdAct(seeded, someone()),
    ...(happens(random, 0.12) ? [phoneAct(seeded, someone(), dayIn(random, seeded, nowMs))] : []),
    ...(happens(random, 0.08) ? [resetAct(seeded, someone(), dayIn(random, seeded, nowMs))] : []),
    ...blockAct(random, seeded, { by: someone(), nowMs }),
  ]);
}

function dayIn(random: SeededRandom, { joinedMs }: SeededPerson, nowMs: number): number {
  const fromMs = Math.max(joinedMs, nowMs - 60 * dayMs);
  return fromMs + random.real() * (nowMs - hourMs - fromMs);
}

function subjectOf({ id, member }: SeededPerson) {
  return { subjectKind: 'subscriber', subjectId: id, subjectName: member.person.username };
}

function createdAct(seeded: SeededPerson, by: Colleague): PastAct {
  const { username, fullName, phones, address } = seeded.member.person;
  const after = { username, fullName, phones, address };
  return {
    ...subjectOf(seeded),
    atMs: seeded.joinedMs,
    by,
    action: 'subscriber.created',
    before: null,
    after,
  };
}

function phoneAct(seeded: SeededPerson, by: Colleague, atMs: number): PastAct {
  const { phones } = seeded.member.person;
  const before = { phones: [`${phones[0]!.slice(0, -2)}00`] };
  return { ...subjectOf(seeded), atMs, by, action: 'subscriber.changed', before, after: { phones } };
}

function resetAct(seeded: SeededPerson, by: Colleague, atMs: number): PastAct {
  return { ...subjectOf(seeded), atMs, by, action: 'subscriber.password_changed', before: null, after: null };
}

function blockAct(
  random: SeededRandom,
  seeded: SeededPerson,
  { by, nowMs }: { by: Colleague; nowMs: number },
): PastAct[] {
  const status = blockOf(seeded.member.trouble);
  if (!status) return [];
  const atMs = nowMs - seeded.member.troubledDays * dayMs - between(random, 0, 50) * 60_000;
  const after = { status, reason: pick<string>(random, reasons[status]) };
  return [
    { ...subjectOf(seeded), atMs, by, action: `subscriber.${status}`, before: { status: 'active' }, after },
  ];
}
