import { cryptoRandom, systemClock } from '@trunkline/kit';
import { RadiusClient } from '@trunkline/radius';
import type { RouterosDevice, RouterosDeviceOptions } from '@trunkline/simulators';
import { expect, vi } from 'vitest';
import { runNasDoctor } from '../../src/modules/diagnosis/index.ts';
import { startJobRunner, type JobRunner } from '../../src/platform/jobs/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { secret as houseSecret } from '../aaa/radius-house.ts';
import { routerUser } from '../support/test-router.ts';
import { OfflineHouse, type LineUnderTest } from './offline-house.ts';
import { pasteLines, routerAdmin } from './paste-line.ts';

export const serverAddress = '192.0.2.7';
const log = createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false });
const admin = { ...routerAdmin, mayWrite: true };

export interface FoundCheck {
  code: string;
  state: string;
  finding: string;
  lineToPaste: string | null;
  holdsSecret: boolean;
}

/** A house whose worker examines routers that are set up well, until a test breaks one. */
export class DoctorHouse {
  readonly world: OfflineHouse;
  readonly #jobs: JobRunner;

  private constructor(world: OfflineHouse, jobs: JobRunner) {
    this.world = world;
    this.#jobs = jobs;
  }

  static async open(): Promise<DoctorHouse> {
    const world = await OfflineHouse.build();
    await world.set('radius.serverAddress', serverAddress);
    const deps = {
      database: world.house.database.as('worker'),
      sealer: world.house.keys.sealer,
      clock: world.clock,
      random: cryptoRandom,
      openClient: () => new RadiusClient(),
      retransmission: { initialMs: 60, maxWaitMs: 60, maxAttempts: 2, maxTotalMs: 150 },
    };
    const jobs = startJobRunner({
      url: world.house.database.urls.worker,
      log,
      concurrency: 2,
      tasks: { 'nas-doctor': (payload) => runNasDoctor(deps, payload) },
    });
    return new DoctorHouse(world, jobs);
  }

  async close(): Promise<void> {
    await this.#jobs.stop();
    await this.world.tearDown();
  }

  /** A router as the set-up script leaves it, on which one thing may then be wrong. */
  async setUp(options: Partial<RouterosDeviceOptions> = {}): Promise<LineUnderTest> {
    const { world } = this;
    const router = await world.router({ users: [routerUser, admin], version: '7.18.2', ...options });
    const { state } = router.device!;
    state.table('/radius').add({
      comment: 'trunkline',
      address: serverAddress,
      service: 'ppp',
      secret: houseSecret,
      timeout: '3s',
      'authentication-port': '1812',
      'accounting-port': '1813',
    });
    state.table('/user/group').add({ name: 'trunkline', policy: 'api,read,write,test,!policy' });
    const own = state.table('/user').items.find(({ fields }) => fields['name'] === routerUser.name)!;
    if (own.fields['group'] === 'full') state.table('/user').set(own, { group: 'trunkline' });
    await world.changeNas(router.nasId, { coaPort: 1700 });
    return router;
  }

  /** The checks by their code. */
  async examine({ nasId }: LineUnderTest): Promise<Record<string, FoundCheck>> {
    const { tenantId, api } = this.world;
    const asked = await api.call(`POST /api/nas/${nasId}/doctor`, { tenantId });
    expect(asked.status).toBe(202);
    const run = await vi.waitFor(
      async () => {
        const { data } = (await api.call(`GET /api/nas/${nasId}/doctor`, { tenantId })).body;
        expect(data.finishedAt).not.toBeNull();
        return data;
      },
      { timeout: 20_000, interval: 50 },
    );
    return Object.fromEntries(run.checks.map((check: FoundCheck) => [check.code, check]));
  }

  /** The line of a check, with its secret where it has one, pasted into the router. */
  async paste(router: LineUnderTest, check: FoundCheck | undefined): Promise<void> {
    const { tenantId, api } = this.world;
    let line = check!.lineToPaste!;
    if (check!.holdsSecret) {
      const { data } = (await api.call(`GET /api/nas/${router.nasId}/doctor/lines`, { tenantId })).body;
      line = data.find(({ code }: { code: string }) => code === check!.code).line;
    }
    await pasteLines(router.device!, line);
  }
}

export function radiusOf(state: RouterosDevice['state']) {
  const table = state.table('/radius');
  return { table, entry: table.items.find(({ fields }) => fields['comment'] === 'trunkline')! };
}
