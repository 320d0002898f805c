import { CommandError } from '../command-error.ts';
import { call } from './call.ts';
import type { ApiClient } from './connect.ts';
import { readRows } from './pages.ts';

/** The list is read whole to find a plan by its name. */
const MAX_PLANS = 20_000;

export type Plan = Awaited<ReturnType<typeof listPlans>>[number];

export async function listPlans(client: ApiClient) {
  const { rows } = await readRows(
    (query) => call(client.GET('/api/plans', { params: { query } })),
    MAX_PLANS,
  );
  return rows;
}

/** The plan with this name in any letter case, or this id. */
export async function findPlan(client: ApiClient, nameOrId: string): Promise<Plan> {
  const wanted = nameOrId.toLowerCase();
  const found = (await listPlans(client)).find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
  );
  if (!found)
    throw new CommandError(`there is no plan named "${nameOrId}"; see them with: trunkline plan list`);
  return found;
}
