import { changeSubscriber } from '@trunkline/server/modules/subscribers/change-subscriber.ts';
import { findSubscriber } from '@trunkline/server/modules/subscribers/index.ts';
import type { SeededPerson } from './seed-people.ts';
import { colleagueActor, colleagueOf, depsAt, type Colleague, type SeedWorld } from './seed-world.ts';

const notes = [
  'Called about the invoice, sent it again.',
  'طلب رفع السرعة في الشهر القادم.',
  'Modem diganti hari ini.',
];
/** So many of the healthy subscribers are touched. */
const touched = 9;

/** What colleagues did this morning, by the product's own use cases, so that the newest entries tell differences. */
export async function actToday(
  world: SeedWorld,
  {
    tenantId,
    colleagues,
    people,
  }: { tenantId: string; colleagues: readonly Colleague[]; people: readonly SeededPerson[] },
): Promise<void> {
  const deps = depsAt(world, world.nowMs);
  const healthy = people.filter(({ member }) => member.trouble === undefined).slice(0, touched);
  for (const [number, { id, member }] of healthy.entries()) {
    const actor = colleagueActor(tenantId, colleagueOf(colleagues, number));
    const found = await world.database.inTenant(tenantId, (tx) => findSubscriber(tx, { tenantId, id }));
    const tags = [...new Set([...member.person.tags, 'vip'])];
    const change = number % 2 === 0 ? { notes: notes[number % notes.length]! } : { tags };
    await changeSubscriber(deps, actor, { id, revision: found!.revision, change });
  }
}
