import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { toTermsInput } from '../plans/index.ts';
import { findTask } from '../tasks/index.ts';
import { simulationErrors } from './errors.ts';
import { listOutcomes, outcomeFilters } from './outcome-store.ts';
import {
  outcomeAnswer,
  simulationAnswer,
  simulationBody,
  simulationSummary,
  toOutcomeAnswer,
  toSimulationAnswer,
  toSummary,
} from './simulation-fields.ts';
import { findSimulation, listSimulations, readTotals } from './simulation-store.ts';
import { startSimulation, type SimulationDeps } from './start-simulation.ts';

/** The routes of this module. */
export function routes(deps: SimulationDeps): Route[] {
  return [startingRoute(deps), ...readingRoutes(deps), outcomesRoute(deps)];
}

function startingRoute(deps: SimulationDeps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/plans/simulations',
    summary:
      'Replay recorded usage through terms of a plan; answers the task that does it, and saves no plan',
    tag: 'simulation',
    permission: 'plans.simulate',
    body: simulationBody,
    answer: z.object({ id: idField, taskId: idField }),
    status: 202,
    handle: async ({ actor, body: { terms, from, to, ...order } }) => {
      const { id, taskId } = await startSimulation(deps, actor, {
        ...order,
        terms: toTermsInput(terms),
        firstDay: from,
        lastDay: to,
      });
      return { id, taskId };
    },
  });
}

function readingRoutes({ database }: SimulationDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/plans/simulations',
      summary: 'What was tried within the last seven days, the newest first',
      tag: 'simulation',
      permission: 'plans.simulate',
      item: simulationSummary,
      cursor: idField,
      handle: async ({ tenantId, page: { limit, after } }) => {
        const rows = await database.readInTenant(tenantId, (tx) =>
          listSimulations(tx, { tenantId, limit, after }),
        );
        const { items, next } = pageOf(rows, limit, (last) => last.id);
        return { items: items.map(toSummary), next };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/plans/simulations/:id',
      summary: 'What terms would do: how far it is, totals, by day, and what is taken for granted',
      tag: 'simulation',
      permission: 'plans.simulate',
      params: idParams,
      answer: simulationAnswer,
      handle: ({ tenantId, params: { id } }) =>
        database.readInTenant(tenantId, async (tx) => {
          const simulation = await findSimulation(tx, { tenantId, id });
          if (!simulation) throw simulationErrors.notFound();
          // The state first: totals that are read after "done" are whole.
          const task = await findTask(tx, { tenantId, id: simulation.taskId });
          return toSimulationAnswer(simulation, { task, ...(await readTotals(tx, { tenantId, id })) });
        }),
    }),
  ];
}

function outcomesRoute({ database }: SimulationDeps): Route {
  return defineListRoute({
    path: '/api/plans/simulations/:id/subscribers',
    summary: 'Who would slow or be cut, when, and what they would pay; those it hurts longest first',
    tag: 'simulation',
    permission: 'plans.simulate',
    params: idParams,
    query: z.strictObject({ only: z.enum(outcomeFilters).default('all') }),
    item: outcomeAnswer,
    cursor: z.strictObject({ hurtS: z.int().min(0), subscriberId: idField }),
    handle: async ({ tenantId, params: { id }, query: { only }, page: { limit, after } }) => {
      const rows = await database.readInTenant(tenantId, async (tx) => {
        if (!(await findSimulation(tx, { tenantId, id }))) throw simulationErrors.notFound();
        return listOutcomes(tx, { tenantId, simulationId: id, only, limit, after });
      });
      const { items, next } = pageOf(rows, limit, ({ slowS, cutS, subscriberId }) => ({
        hurtS: slowS + cutS,
        subscriberId,
      }));
      return { items: items.map(toOutcomeAnswer), next };
    },
  });
}
