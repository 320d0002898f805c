import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { roleNames, type RoleName } from './roles/role-names.ts';
import type { StartRole } from './roles/role-runtime.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** Each process loads its own role alone. */
const loadRole: Record<RoleName, () => Promise<StartRole>> = {
  radius: async () => (await import('./roles/radius/main.ts')).startRadiusRole,
  api: async () => (await import('./roles/api/main.ts')).startApiRole,
  fold: async () => (await import('./roles/fold/main.ts')).startFoldRole,
  worker: async () => (await import('./roles/worker/main.ts')).startWorkerRole,
};

/** The only place that reads the environment, and the only program: what it becomes is its parameter. */
async function main(name: string): Promise<void> {
  const role = roleNames.find((known) => known === name);
  if (role) {
    const { runRole } = await import('./roles/role-runtime.ts');
    return runRole(role, await loadRole[role]());
  }
  if (name === 'prepare-database') {
    const { runStepChild } = await import('./roles/steps/run-step-child.ts');
    const { prepareDatabase } = await import('./roles/steps/prepare-database.ts');
    return runStepChild(prepareDatabase);
  }
  if (name === 'first-start') {
    const { runStepChild } = await import('./roles/steps/run-step-child.ts');
    const { makeFirstOwner } = await import('./roles/steps/first-start.ts');
    return runStepChild(makeFirstOwner);
  }
  if (name === 'build-web') {
    const { runStepChild } = await import('./roles/steps/run-step-child.ts');
    const { buildWeb } = await import('./roles/steps/build-web.ts');
    return runStepChild(buildWeb);
  }
  if (name === 'compile-roles') {
    const { runStepChild } = await import('./roles/steps/run-step-child.ts');
    const { compileRoles } = await import('./roles/steps/compile-roles.ts');
    return runStepChild(compileRoles);
  }
  if (name === 'compile-supervisor') {
    // What is loaded is kept by Node when this process ends.
    await import('./platform/config/index.ts');
    await import('./roles/supervisor/index.ts');
    return;
  }
  if (name === 'supervisor') {
    const { InvalidSetting, readConfig } = await import('./platform/config/index.ts');
    const { demoEnvironment, runSupervisor } = await import('./roles/supervisor/index.ts');
    try {
      const isDemo = readDemoFlag(process.argv.slice(3));
      const environment = isDemo ? await demoEnvironment(process.env, checkout) : process.env;
      process.exitCode = await runSupervisor(readConfig(environment, checkout), process.env, { isDemo });
    } catch (error) {
      if (!(error instanceof InvalidSetting)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    }
    return process.exit();
  }
  process.stderr.write(`main.ts: there is no role or step "${name}"; people use bin/trunkline.\n`);
  process.exitCode = 2;
}

/** The only parameter of a start; all else is set by the environment. */
function readDemoFlag(parameters: readonly string[]): boolean {
  const unknown = parameters.find((parameter) => parameter !== '--demo');
  if (unknown === undefined) return parameters.length > 0;
  process.stderr.write(
    `main.ts: a start takes --demo and nothing else, and "${unknown}" is something else.\n`,
  );
  return process.exit(2);
}

// Node would open its debugger at this signal, and whoever reaches that port reads every secret in memory.
process.on('SIGUSR1', () => {});
await main(process.argv[2] ?? 'supervisor');
