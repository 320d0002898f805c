import { call } from '../api/call.ts';
import { connect, type ApiClient } from '../api/connect.ts';
import { findPlan } from '../api/find-plan.ts';
import { findSubscriber } from '../api/find-subscriber.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { formatInstant } from '../quantity/format.ts';
import { printable } from '../terminal/printable.ts';

/** Changes the plan of the subscription in force; who has none is sold the plan. */
export async function changePlan(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { 'at-expiry': { type: 'boolean' } }, [
    'user name',
    'plan',
  ]);
  const { client } = await connect(terminal);
  const { id, username, subscriptions } = await findSubscriber(client, positionals[0]!);
  const plan = await findPlan(client, positionals[1]!);
  const present = subscriptions.find(({ isInForce }) => isInForce);
  if (!present && values['at-expiry']) {
    throw new CommandError(`${username} has no subscription in force that could end; leave out --at-expiry`);
  }
  const when = values['at-expiry'] ? 'at_expiry' : 'now';
  const sold = present
    ? await changeTo(client, { id: present.id, planId: plan.id, when })
    : await assign(client, { id, planId: plan.id });
  const until = sold.expiresAt === null ? 'without end' : `until ${formatInstant(sold.expiresAt)}`;
  terminal.stdout.write(
    `${printable(username)} has plan ${printable(plan.name)} from ${formatInstant(sold.startsAt)}, ${until}.\n`,
  );
  return 0;
}

async function changeTo(
  client: ApiClient,
  { id, planId, when }: { id: string; planId: string; when: 'now' | 'at_expiry' },
) {
  const { data } = await call(
    client.POST('/api/subscriptions/{id}/change-plan', { params: { path: { id } }, body: { planId, when } }),
    { options: { planId: 'the plan' } },
  );
  return data;
}

async function assign(client: ApiClient, { id, planId }: { id: string; planId: string }) {
  const { data } = await call(
    client.POST('/api/subscribers/{id}/subscriptions', { params: { path: { id } }, body: { planId } }),
    { options: { planId: 'the plan' } },
  );
  return data;
}
