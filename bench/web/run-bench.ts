import process from 'node:process';
import { BenchCleanup } from '../radius/bench-cleanup.ts';
import { fillInstallation } from './fill-installation.ts';
import { KnownRows } from './known-rows.ts';
import { PageClients } from './measure-pages.ts';
import { pageKinds } from './page-kinds.ts';
import { startInstallation } from './start-installation.ts';
import { readWebOptions } from './web-options.ts';

async function main(): Promise<void> {
  const options = readWebOptions(process.argv.slice(2));
  const cleanup = new BenchCleanup();
  try {
    const installation = await startInstallation(cleanup);
    for (const size of options.sizes) {
      const tenant = await fillInstallation(installation, size);
      if (options.isServing) {
        console.log(
          JSON.stringify({
            url: installation.url,
            tenant,
            pids: await installation.pids(),
            adminUrl: installation.adminUrl,
          }),
        );
        await new Promise(() => setInterval(() => {}, 60_000));
      }
      const rows = await KnownRows.read(installation, tenant, size);
      const clients = new PageClients({ url: installation.url, tokens: tenant.tokens, seed: 7 });
      for (const kind of pageKinds) {
        console.log(
          await clients.measure(kind, rows, {
            maxMs: options.measureMs,
            pids: { api: (await installation.pids()).api, postgres: installation.postgresPid },
          }),
        );
      }
    }
  } finally {
    await cleanup.run();
  }
}

await main();
