import { ManualClock, Secret } from '@trunkline/kit';
import { expect, test } from 'vitest';
import { createLog, type Log } from './index.ts';

function capture(asText: boolean): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  const log = createLog({
    name: 'radius',
    node: 'pop-1',
    level: 'info',
    clock,
    asText,
    write: (line) => lines.push(line),
  });
  return { log, lines };
}

test('a line of JSON carries time, level, role, node, message and fields', () => {
  const { log, lines } = capture(false);
  log.warn({ port: 1812 }, 'the port is busy');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      level: 'warn',
      time: '2026-01-02T03:04:05.000Z',
      role: 'radius',
      node: 'pop-1',
      port: 1812,
      message: 'the port is busy',
    },
  ]);
});

test.each([true, false])('B11: hostile text in a field cannot forge a line (as text: %s)', (asText) => {
  const { log, lines } = capture(asText);
  log.info({ userName: 'eve\n03:04:05 radius info all is well\r\u001b[2J' }, 'rejected');
  expect(lines).toHaveLength(1);
  // eslint-disable-next-line no-control-regex
  expect(lines[0]!.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
});

test('a secret prints as stars', () => {
  const { log, lines } = capture(true);
  log.info({ password: new Secret('hunter2') }, 'connecting');
  expect(lines[0]).toBe('03:04:05 radius info connecting password="***"\n');
});

test('an error keeps its stack at a terminal', () => {
  const { log, lines } = capture(true);
  log.error({ error: new Error('no such table') }, 'the read failed');
  expect(lines[0]).toMatch(/error the read failed\nError: no such table\n\s+at /);
});

test('E5: the row that PostgreSQL tells with a refusal is not logged', () => {
  const { log, lines } = capture(false);
  const refusal = Object.assign(new Error('violates check'), {
    code: '23514',
    detail: 'Failing row contains (ali, $argon2id$canary).',
  });
  log.error({ error: refusal }, 'a request failed');
  expect(JSON.parse(lines[0]!)).toMatchObject({ error: { message: 'violates check', code: '23514' } });
  expect(lines[0]).not.toContain('canary');
});
