import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { EapMd5Server, prepareCredential, type Credential } from '@trunkline/radius';
import type { Random } from '@trunkline/kit';
import { GuessLimits, newAuthenticationCounters, SessionSlots, SlotClaims } from '../../modules/aaa/index.ts';
import { Database } from '../../platform/db/index.ts';
import { radiusHeapFlag } from '../role-flags.ts';
import type { RoleContext, RunningRole } from '../role-runtime.ts';
import { keepSessionSlots } from './keep-session-slots.ts';
import { openInternalListener } from './internal-listener.ts';
import { openListeners } from './open-listeners.ts';
import { openJournal } from './open-journal.ts';
import { openSnapshot } from './open-snapshot.ts';
import { RadiusNotices } from './radius-notices.ts';
import { addRadiusMetrics } from './radius-metrics.ts';
import { radiusStats } from './radius-stats.ts';
import { startShadow } from './shadow-service.ts';
import { startWriters } from './start-writers.ts';
import { TrafficCounters } from './traffic-counters.ts';

const maxConnections = 4;
/** A database that hangs must not keep the role from stopping in time; no statement here takes a second. */
const statementTimeoutMs = 4_000;
/** A login waits no longer than a quarter of this for a claim. */
const claimTimeoutMs = 1_000;
/** Of the ten seconds that a role may take to stop. */
const closeMs = 3_000;

/**
 * The radius role: one process for authentication, accounting, session slots and duplicates. It answers from
 * memory; the database may be away at the start, as long as the snapshot file is there, and at any time after.
 */
export async function startRadiusRole(context: RoleContext): Promise<RunningRole> {
  const { clock, random, config } = context;
  setFlagsFromString(radiusHeapFlag);
  const notices = new RadiusNotices({ log: context.log, clock });
  const database = openDatabase(context);
  const journalFolder = join(config.journalDirectory, context.node);
  const journal = await openJournal(context, { folder: journalFolder, notices });
  const slots = new SessionSlots(random);
  const snapshots = await openSnapshot(context, { database, slots, notices });
  const { snapshot } = snapshots;
  const slotSources = { slots, snapshot, database, journalFolder, notices };
  // Together: while the database hangs each of them waits for it as long as it may.
  const [slotService, claims] = await Promise.all([
    keepSessionSlots(context, slotSources),
    startSlotClaims(context, notices),
  ]);
  const writers = startWriters(context, { database, snapshot, notices });
  const counters = newAuthenticationCounters();
  const traffic = new TrafficCounters();
  const guesses = new GuessLimits(clock);
  const authentication = {
    clock,
    snapshot,
    slots,
    claims,
    guesses,
    eap: new EapMd5Server({ clock, random }),
    ...writers,
    decoy: makeDecoy(random),
    counters,
  };
  const accounting = { clock, snapshot, slots, claims, journal, deviceKeeper: writers.deviceKeeper };

  const shadow = await startShadow(context, { authentication, accounting, database, notices });

  const listeners = await openListeners(context, { snapshot, answers: shadow, traffic, notices });

  const internal = await openInternalListener(context, { authentication, accounting, traffic, notices });
  const parts = { shadow, listeners, counters, snapshots, slots, claims, guesses, writers, journal, clock };
  return {
    listens: listeners.listens,
    stats: () => ({ ...radiusStats(parts), ports: listeners.ports() }),
    addMetrics: (metrics) => addRadiusMetrics(metrics, { ...parts, traffic, pool: database.pool }),
    notReady: () => (snapshot.isWhole ? [] : ['the snapshot is not whole yet']),
    async stop() {
      await Promise.all([listeners.close(closeMs), internal?.close()]);
      await Promise.all([
        snapshots.stop(),
        slotService.stop(),
        writers.stop(),
        journal.stop(),
        claims.stop(),
        shadow.stop(),
      ]);
      await database.close();
    },
  };
}

function openDatabase({ databaseUrl, log }: RoleContext): Database {
  return new Database({
    url: databaseUrl,
    applicationName: 'trunkline-radius',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
}

/** With a connection of its own, because a login waits for it. */
async function startSlotClaims(context: RoleContext, notices: RadiusNotices): Promise<SlotClaims> {
  const { databaseUrl, clock, node, log } = context;
  const claims = new SlotClaims({
    database: new Database({
      url: databaseUrl,
      applicationName: 'trunkline-radius-claims',
      maxConnections: 1,
      statementTimeoutMs: claimTimeoutMs,
      onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
    }),
    clock,
    node,
    onFault: (error) => notices.trouble('session slots are not shared with the other nodes', { error }),
  });
  await claims.start();
  return claims;
}

/** A credential that nobody has, against which strangers are checked. */
function makeDecoy(random: Random): Credential {
  const password = Buffer.alloc(16);
  random.fill(password);
  return prepareCredential(password.toString('hex'));
}
