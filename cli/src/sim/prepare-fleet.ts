import { createNasFleet, type NasFleet } from '@trunkline/simulators';
import { ApiRefusal, call } from '../api/call.ts';
import type { ApiClient, Connection } from '../api/connect.ts';
import { listNas } from '../api/find-nas.ts';
import { findSubscriber } from '../api/find-subscriber.ts';
import { listPlans } from '../api/find-plan.ts';
import { patiently } from '../api/patiently.ts';
import { readCurrency } from '../api/read-currency.ts';
import type { Terminal } from '../command.ts';
import { inParallel } from './in-parallel.ts';
import { INTERIM_SECONDS } from './run-fleet.ts';
import { savePrepared } from './sim-file.ts';

/** Where RouterOS takes Disconnect-Requests; each router has an address of its own to listen at. */
const COA_PORT = 1700;

const PLAN_NAME = 'Simulated 100/20';
const PLAN_DOWNLOAD_BPS = 100_000_000;
const PLAN_UPLOAD_BPS = 20_000_000;

/** Room for the sessions that a power cut leaves behind. */
const PLAN_MAX_SESSIONS = 10;

/** Requests at once; the server takes more, but people use it too. */
const MAX_AT_ONCE = 8;

/** How many times progress is told. */
const PROGRESS_LINES = 10;

export interface FleetSize {
  readonly routers: number;
  readonly subscribers: number;
  readonly seed: number;
  readonly firstAddress: string;
}

/** Makes the NAS, the plan and the subscribers of a fleet; what is there already gets the fleet's secrets. */
export async function prepareFleet(
  { client, session }: Connection,
  size: FleetSize,
  terminal: Terminal,
): Promise<number> {
  const fleet = await createNasFleet({
    ...size,
    coaPort: 0,
    server: { address: '127.0.0.1', authPort: 1812, acctPort: 1813 },
  });
  try {
    const planId = await preparePlan(client);
    const nasIds = await prepareRouters(client, fleet, terminal);
    terminal.stderr.write(`${nasIds.length} routers are there.\n`);
    await prepareSubscribers(client, { fleet, nasIds, planId }, terminal);
    await savePrepared(terminal.env, { ...size, url: session.url, coaPort: COA_PORT, nasIds, boots: 0 });
  } finally {
    await fleet.close();
  }
  terminal.stdout.write(
    `Prepared ${size.routers} routers and ${size.subscribers} subscribers from seed ${size.seed}; run them with: trunkline sim\n`,
  );
  return 0;
}

async function preparePlan(client: ApiClient): Promise<string> {
  const present = (await listPlans(client)).find(({ name }) => name === PLAN_NAME);
  if (present) return present.id;
  const { data } = await call(
    client.POST('/api/plans', {
      body: {
        name: PLAN_NAME,
        description: 'For trunkline sim',
        terms: {
          downloadBps: PLAN_DOWNLOAD_BPS,
          uploadBps: PLAN_UPLOAD_BPS,
          maxSessions: PLAN_MAX_SESSIONS,
          interimIntervalS: INTERIM_SECONDS,
          priceMinor: 0,
          currency: await readCurrency(client),
        },
      },
    }),
  );
  return data.id;
}

async function prepareRouters(client: ApiClient, fleet: NasFleet, { signal }: Terminal): Promise<string[]> {
  const present = new Map((await listNas(client)).map(({ prefix, id }) => [prefix, id]));
  const ids: string[] = [];
  await inParallel(fleet.routers, MAX_AT_ONCE, async ({ name, address, secret, index }) => {
    const prefix = `${address}/32`;
    const id = present.get(prefix);
    if (id !== undefined) {
      await patiently(
        () => call(client.POST('/api/nas/{id}/secret', { params: { path: { id } }, body: { secret } })),
        signal,
      );
      ids[index] = id;
      return;
    }
    const body = { name, prefix, vendor: 'mikrotik' as const, coaPort: COA_PORT, secret };
    const { data } = await patiently(() => call(client.POST('/api/nas', { body })), signal);
    ids[index] = data.id;
  });
  return ids;
}

async function prepareSubscribers(
  client: ApiClient,
  { fleet, nasIds, planId }: { fleet: NasFleet; nasIds: readonly string[]; planId: string },
  terminal: Terminal,
): Promise<void> {
  const { subscribers } = fleet;
  const every = Math.ceil(subscribers.length / PROGRESS_LINES);
  await inParallel(
    subscribers,
    MAX_AT_ONCE,
    async ({ userName, password, router }) => {
      // Bound to a router of this machine: the seed gives the password, and a seed can be guessed.
      const body = { username: userName, password, nasId: nasIds[router]!, planId };
      try {
        await patiently(() => call(client.POST('/api/subscribers', { body })), terminal.signal);
      } catch (error) {
        if (!(error instanceof ApiRefusal) || error.code !== 'subscribers.username_taken') throw error;
        await adoptSubscriber(client, body, terminal);
      }
    },
    (done) => {
      if (done % every === 0 || done === subscribers.length) {
        terminal.stderr.write(`${done} of ${subscribers.length} subscribers are there.\n`);
      }
    },
  );
}

/** A subscriber of an earlier fleet gets the password and the router of this one. */
async function adoptSubscriber(
  client: ApiClient,
  { username, password, nasId }: { username: string; password: string; nasId: string },
  { signal }: Terminal,
): Promise<void> {
  const { id, revision, nasId: present } = await patiently(() => findSubscriber(client, username), signal);
  const path = { id };
  await patiently(
    () => call(client.POST('/api/subscribers/{id}/password', { params: { path }, body: { password } })),
    signal,
  );
  if (present === nasId) return;
  await patiently(async () => {
    const header = { 'if-match': `"${revision + 1}"` };
    return call(client.PATCH('/api/subscribers/{id}', { params: { path, header }, body: { nasId } }));
  }, signal);
}
