import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import type { Config } from '../../platform/config/index.ts';
import { Demo } from './demo.ts';
import { makeHome } from './home.ts';
import { startCompiled } from './start-compiled.ts';
import { Supervisor } from './supervisor.ts';

/** npm passes a Ctrl-C on that the terminal has already delivered: two in quick succession are one. */
const sameSignalMs = 1_000;

const program = fileURLToPath(new URL('../../main.ts', import.meta.url));

/**
 * Runs the supervisor in this process until a signal stops it, and returns the exit code. The first
 * Ctrl-C (or SIGTERM, or a closed terminal) stops in order, a second one ends everything at once. `isDemo`: the
 * settings are those of `demoEnvironment`, and a simulated company comes with it.
 */
export async function runSupervisor(
  config: Config,
  environment: Readonly<NodeJS.ProcessEnv>,
  { isDemo = false }: { isDemo?: boolean } = {},
): Promise<number> {
  // A reader that has gone (npm start | head) must not take the product down.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const cacheFolder = join(config.home, 'cache');
  // While no signal is handled: one that came in between would be lost with this program.
  try {
    makeHome(config);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
  startCompiled(program, cacheFolder);
  const forChildren = childEnvironment(environment, cacheFolder);
  const supervisor = new Supervisor({
    config,
    program,
    environment: forChildren,
    clock: systemClock,
    say,
    demo: isDemo ? new Demo({ home: config.home, environment: forChildren, say }) : undefined,
  });
  process.on('uncaughtException', (error) => {
    process.stderr.write(
      `The supervisor met an error that nothing handled and ends: ${error.stack ?? error.message}\n`,
    );
    supervisor.kill();
    process.exit(1);
  });
  const stopped = stopOnSignal(supervisor);
  renewKeysOnSignal(supervisor);
  try {
    await supervisor.start();
  } catch (error) {
    if (!stopped.isAsked()) {
      say(error instanceof Error ? error.message : String(error));
      await supervisor.stop();
      return 1;
    }
  }
  await stopped.done;
  say('Everything is stopped.');
  return 0;
}

function stopOnSignal(supervisor: Supervisor): { done: Promise<void>; isAsked: () => boolean } {
  let askedAtMs: number | undefined;
  const done = new Promise<void>((resolve, reject) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      const nowMs = systemClock.monotonic();
      if (askedAtMs === undefined) {
        askedAtMs = nowMs;
        say(
          `\nStopping (${signal}): RADIUS and API first, the database last. Ctrl-C again ends everything at once.`,
        );
        void supervisor.stop().then(resolve, reject);
      } else if (nowMs - askedAtMs > sameSignalMs) {
        say('Ended at once.');
        supervisor.kill();
        process.exit(130);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
  return { done, isAsked: () => askedAtMs !== undefined };
}

/** `bin/trunkline rotate-key` has changed the key file. One change after the other. */
function renewKeysOnSignal(supervisor: Supervisor): void {
  let renewing = Promise.resolve();
  process.on('SIGUSR2', () => {
    renewing = renewing
      .then(() => supervisor.renewKeys())
      .catch((error: unknown) => say(`The key files cannot be used: ${String(error)}`));
  });
}

/**
 * No role learns the administrator's password from its environment. Compiled code is kept, so that a role
 * that died is back in half the time.
 */
function childEnvironment(environment: Readonly<NodeJS.ProcessEnv>, cacheFolder: string): NodeJS.ProcessEnv {
  const names = Object.keys(environment).filter((name) => name !== 'DATABASE_URL' && !/^PG[A-Z]/.test(name));
  return {
    NODE_COMPILE_CACHE: cacheFolder,
    ...Object.fromEntries(names.map((name) => [name, environment[name]])),
  };
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
