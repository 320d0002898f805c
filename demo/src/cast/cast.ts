import { SeededRandom } from '@trunkline/kit';
import type { LoginMethod } from '@trunkline/simulators';
import { between, happens, pick, unevenly } from '../draw.ts';
import { createPeople, type Person } from './person.ts';
import { cutPlanName, planCatalogue, planNamed, showcasePlanName } from './plan-catalogue.ts';
import { castRouters, type CastRouter } from './routers.ts';
import { troubleRules, type Trouble } from './troubles.ts';

export const subscriberCount = 1_000;

/** How a household uses its line, which shapes its thirty days. */
export type Rhythm = 'always' | 'evening' | 'office' | 'now-and-then';

/** A subscriber of the demonstration: who it is, what they bought, how they use it, and what is wrong. */
export interface CastMember {
  readonly index: number;
  readonly person: Person;
  readonly password: string;
  readonly method: LoginMethod;
  /** `AA:BB:CC:00:00:2A`, as a router writes it. */
  readonly macAddress: string;
  /** Indices into `cast.routers` and `planCatalogue`. */
  readonly router: number;
  readonly plan: number;
  readonly joinedDaysAgo: number;
  readonly isRenewing: boolean;
  readonly macBinding: 'none' | 'learn' | 'fixed';
  readonly staticIp: string | null;
  readonly rhythm: Rhythm;
  /** Means of a session, bit/s. */
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly trouble: Trouble | undefined;
  /** Somebody with trouble who has not given up. */
  readonly isDialling: boolean;
  /** Since when the trouble lasts. */
  readonly troubledDays: number;
}

export interface Cast {
  readonly seed: number;
  readonly routers: readonly CastRouter[];
  readonly members: readonly CastMember[];
}

/** Everybody and everything of the demonstration; the same seed and first address give the same cast. */
export function createCast({ seed, firstAddress }: { seed: number; firstAddress: string }): Cast {
  const people = createPeople(new SeededRandom(seed), subscriberCount);
  const troubles = spreadTroubles(new SeededRandom(seed ^ 0x5eed_0001));
  const random = new SeededRandom(seed ^ 0x5eed_0002);
  const routers = castRouters(new SeededRandom(seed ^ 0x5eed_0003), firstAddress);
  const members = people.map((person, index) => createMember(random, { person, index, ...troubles[index]! }));
  const shown = new Set(routers.map((_, router) => members.findLast((member) => mayBeShown(member, router))));
  return { seed, routers, members: members.map((one) => (shown.has(one) ? inShowcase(one) : one)) };
}

function mayBeShown({ router, trouble }: CastMember, at: number): boolean {
  return router === at && trouble === undefined;
}

/** A screen in a shop window, which plays films all day. */
function inShowcase(member: CastMember): CastMember {
  return {
    ...member,
    plan: planNamed(showcasePlanName),
    joinedDaysAgo: 1,
    isRenewing: true,
    macBinding: 'none',
    staticIp: null,
    rhythm: 'always',
    downloadBps: 4 * bitsPerMega,
    uploadBps: bitsPerMega / 2,
  };
}

/** Whoever is slowed every few minutes. */
export function isInShowcase({ plan }: CastMember): boolean {
  return plan === planNamed(showcasePlanName);
}

/** The one who also tries the access point beside the last router. */
export function accessPointGuest({ members, routers }: Pick<Cast, 'members' | 'routers'>): CastMember {
  return members.find(({ router, trouble }) => router === routers.length - 1 && trouble === undefined)!;
}

/** At home with a phone, which the access point names. */
export const guestMacAddress = '00:1E:58:10:20:30';

interface MemberStory {
  readonly person: Person;
  readonly index: number;
  readonly trouble: Trouble | undefined;
  readonly isDialling: boolean;
}

/** Makers of home routers, by the beginning of their addresses. */
const vendors = ['D4:CA:6D', 'C0:25:E9', '50:C7:BF', 'E8:DE:27', '00:1E:58', '78:44:76'];
const bitsPerMega = 1_000_000;

function createMember(random: SeededRandom, story: MemberStory): CastMember {
  const { index, trouble } = story;
  const router = drawRouter(random);
  const drawn = drawPlan(random);
  const plan = trouble === 'quota-used-up' ? planNamed(cutPlanName) : drawn;
  const { downloadMbps } = planCatalogue[plan]!;
  // Somebody who watches films has a mean of a few Mbit/s, whatever the line could carry.
  const meanMbps = Math.min(downloadMbps * 0.6, 0.14 * downloadMbps ** 0.75 * unevenly(random, 1.8));
  const troubledDays = between(random, 1, 24);
  return {
    ...story,
    password: Array.from({ length: 10 }, () => pick(random, passwordLetters)).join(''),
    method: pick(random, ['pap', 'chap', 'ms-chap-v2', 'ms-chap-v2']),
    macAddress: `${pick(random, vendors)}:${hexPairs(index + 1)}`,
    router,
    plan,
    joinedDaysAgo: Math.max(troubledDays + 1, Math.floor(random.real() ** 2 * 700)),
    isRenewing: happens(random, 0.8),
    macBinding:
      trouble === 'other-device' ? 'fixed' : pick(random, ['none', 'none', 'learn', 'fixed'] as const),
    staticIp: happens(random, 0.03) ? `10.99.${index >> 8}.${index & 255}` : null,
    rhythm: drawRhythm(random),
    downloadBps: Math.round(meanMbps * bitsPerMega),
    uploadBps: Math.round(meanMbps * bitsPerMega * (0.08 + random.real() * 0.2)),
    troubledDays,
  };
}

const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789'.split('');

function hexPairs(number: number): string {
  return number
    .toString(16)
    .toUpperCase()
    .padStart(6, '0')
    .replaceAll(/(..)(?=.)/g, '$1:');
}

function drawRouter(random: SeededRandom): number {
  const place = random.real();
  if (place < 0.45) return 0;
  return place < 0.8 ? 1 : 2;
}

function drawPlan(random: SeededRandom): number {
  let left = random.real() * 100;
  for (const [index, { share }] of planCatalogue.entries()) if ((left -= share) < 0) return index;
  return 0;
}

function drawRhythm(random: SeededRandom): Rhythm {
  const place = random.real();
  if (place < 0.47) return 'always';
  if (place < 0.85) return 'evening';
  return place < 0.94 ? 'office' : 'now-and-then';
}

/** For each subscriber; those with trouble are spread over the whole list. */
function spreadTroubles(random: SeededRandom): Pick<MemberStory, 'trouble' | 'isDialling'>[] {
  const stories = Array.from(
    { length: subscriberCount },
    (): Pick<MemberStory, 'trouble' | 'isDialling'> => ({
      trouble: undefined,
      isDialling: false,
    }),
  );
  for (const { trouble, people, dialling } of troubleRules) {
    for (let number = 0; number < people; number++) {
      let index = random.integer(subscriberCount);
      while (stories[index]!.trouble) index = (index + 1) % subscriberCount;
      stories[index] = { trouble, isDialling: number < dialling };
    }
  }
  return stories;
}
