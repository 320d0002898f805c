import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Tests wait as much as they compute: for routers that are silent, databases that are away, processes that start.
    maxWorkers: 2,
    projects: [
      { test: { name: 'tidy', include: ['server/test/tidy.test.ts'] } },
      {
        test: {
          name: 'packages',
          include: ['packages/**/*.test.ts', 'simulators/**/*.test.ts', 'bench/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'web',
          include: ['web/ui/**/*.test.ts', 'web/admin/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'web-e2e',
          include: ['web/e2e/**/*.test.ts'],
          // One browser and one product at a time, and nothing else meanwhile: two of each share two cores badly.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'cli/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: ['server/test/tidy.test.ts'],
          globalSetup: ['server/test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
