import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('a program that had a server ends with its own code, so that failed tests fail the run', async () => {
  const program = fileURLToPath(new URL('ended-server.fixture.ts', import.meta.url));
  const { TRUNKLINE_TEST_ADMIN_URL: _given, ...environment } = process.env;
  const child = spawn(process.execPath, [program], { env: environment, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(3);
});
