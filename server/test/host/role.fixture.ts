import { runRole } from '../../src/roles/role-runtime.ts';

/** A role with one habit: `role.fixture.ts <habit>`. */
const habit = process.argv[2];

await runRole('worker', async ({ log, config, node }) => {
  if (habit === 'cannot start') throw new Error('the disk is on fire');
  if (habit === 'dies later') void Promise.reject(new Error('nobody expected this'));
  log.info({ node, journalDirectory: config.journalDirectory }, 'at work');
  const work = setInterval(() => {}, 1_000);
  return {
    listens: ['http://127.0.0.1:1'],
    stop: () => {
      if (habit === 'does not stop') return new Promise(() => {});
      clearInterval(work);
      return Promise.resolve();
    },
  };
});
