import { uuidv7 } from '@trunkline/kit';
import { openCase } from '@trunkline/server/modules/sharing/case-store.ts';
import {
  scoreEvidence,
  type SharingFacts,
} from '@trunkline/server/modules/sharing/evidence/score-evidence.ts';
import { writeSetting } from '@trunkline/server/modules/settings/index.ts';
import type { SeededPerson } from './seed-people.ts';
import { depsAt, type SeedWorld } from './seed-world.ts';

const hourMs = 3_600_000;
const nothing: SharingFacts = {
  ttls: [],
  bothKindsAtOnce: false,
  connectionsOver: null,
  macsInOneDay: { whole: 0, invented: 0 },
  minutesAtTwoPlaces: 0,
  soldSessions: 1,
};
/** What was seen of some, and how many people down the list they are. */
const seen: readonly { readonly place: number; readonly facts: Partial<SharingFacts> }[] = [
  { place: 37, facts: { ttls: [63, 64, 127, 128], connectionsOver: 1_500 } },
  { place: 211, facts: { minutesAtTwoPlaces: 312, macsInOneDay: { whole: 8, invented: 2 } } },
  { place: 480, facts: { ttls: [63, 127] } },
];

/** The look for shared accounts is on, and some wait for a decision. */
export async function seedSharing(
  world: SeedWorld,
  { tenantId, people }: { tenantId: string; people: readonly SeededPerson[] },
): Promise<void> {
  const { owner, nowMs } = world;
  await owner.inTenant(tenantId, async (tx) => {
    await writeSetting(tx, { tenantId, key: 'sharing.enabled', value: true });
    for (const [number, { place, facts }] of seen.entries()) {
      const person = people[place % people.length]!;
      const { clock, random } = depsAt(world, nowMs - (number + 1) * hourMs);
      const at = new Date(clock.now());
      const found = { subscriberId: person.id, ...scoreEvidence({ ...nothing, ...facts }) };
      await openCase(tx, { tenantId, id: uuidv7(clock, random), at, found });
    }
  });
}
