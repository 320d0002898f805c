import process from 'node:process';
import { systemClock } from '@trunkline/kit';
import type { ToFleet } from '@trunkline/server/roles/supervisor/demo-messages.ts';

/** A child of the supervisor, started by `--demo`: once as the step that makes the data, then as the routers. */
async function main(name: string): Promise<void> {
  if (!process.connected) {
    process.stderr.write('The demonstration is started by: npm start -- --demo\n');
    process.exitCode = 2;
    return;
  }
  if (name === 'seed-demo') {
    const { runStepChild } = await import('@trunkline/server/roles/steps/run-step-child.ts');
    const { seedDemo } = await import('./seed/seed-demo.ts');
    return runStepChild((order) => {
      if (order.type !== 'seed-demo') throw new Error(`seed-demo got ${order.type}`);
      return seedDemo(order, systemClock);
    });
  }
  return playRouters();
}

async function playRouters(): Promise<void> {
  const { runFleet } = await import('./fleet/run-fleet.ts');
  let fleet: ReturnType<typeof runFleet> | undefined;
  process.on('message', (message: ToFleet) => {
    if (message.type === 'run-demo') fleet ??= runFleet(message, systemClock);
    else void end(fleet);
  });
  // Without a supervisor there is nobody to log in to.
  process.on('disconnect', () => process.exit(0));
}

async function end(fleet: Promise<{ stop(): Promise<void> }> | undefined): Promise<void> {
  await (await fleet)?.stop();
  process.exit(0);
}

// Ctrl-C at the terminal is the supervisor's, which knows the order.
process.on('SIGINT', () => {});
await main(process.argv[2] ?? '');
