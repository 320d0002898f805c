import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '@trunkline/kit';
import { Database } from '@trunkline/server/platform/db/index.ts';
import type { FilledTenant } from './fill-people.ts';
import { KnownRows, pick } from './known-rows.ts';
import { clientCount, PageClient } from './measure-pages.ts';
import { pageKinds } from './page-kinds.ts';
import type { WebSize } from './web-options.ts';

/** What the process is sent: it answers `ready` and browses until its parent lets go of it. */
export interface BrowseOrder {
  readonly url: string;
  readonly adminUrl: string;
  readonly tenant: FilledTenant;
  readonly size: WebSize;
  readonly pauseMs: number;
}

process.once('message', (order: BrowseOrder) => void browse(order));
process.once('disconnect', () => process.exit(0));

async function browse({ url, adminUrl, tenant, size, pauseMs }: BrowseOrder): Promise<void> {
  const options = { applicationName: 'trunkline-bench', maxConnections: 1, statementTimeoutMs: 60_000 };
  const database = new Database({ url: adminUrl, ...options });
  const rows = await KnownRows.read({ owner: database }, tenant, size);
  await database.close();
  const people = Array.from({ length: clientCount }, (_, index) => {
    const tokens = tenant.tokens.filter((_token, place) => place % clientCount === index);
    return new PageClient({ url, tokens, random: new SeededRandom(100 + index) });
  });
  await Promise.all(people.map((person) => person.open()));
  process.send!('ready');
  await Promise.all(
    people.map(async (person, index) => {
      const random = new SeededRandom(200 + index);
      // Not all in the same instant.
      await sleep(random.integer(pauseMs));
      for (;;) {
        await person.visit(pick(pageKinds, random).visit(rows, random));
        await sleep(pauseMs);
      }
    }),
  );
}
