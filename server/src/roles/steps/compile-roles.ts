import { flushCompileCache } from 'node:module';
import type { FromStep, ToStep } from '../supervisor/step-messages.ts';

/**
 * Loads the programs of all roles once, so that Node keeps their compiled code, and does nothing with them. A role
 * that had to strip its own types would hold the stripper for its whole life, some 20 MB of each process.
 */
export async function compileRoles(message: ToStep): Promise<FromStep> {
  if (message.type !== 'compile-roles') throw new Error(`compile-roles got ${message.type}`);
  await Promise.all([
    import('../role-runtime.ts'),
    import('../radius/main.ts'),
    import('../api/main.ts'),
    import('../fold/main.ts'),
    import('../worker/main.ts'),
    // The worker loads it when it starts; see platform/jobs.
    import('graphile-worker'),
  ]);
  flushCompileCache();
  return { type: 'roles-are-compiled' };
}
