import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

test('a secret shows in no text, JSON or inspection, and gives its value when asked', () => {
  const secret = new Secret('opensesame');
  const shown = [String(secret), JSON.stringify({ secret }), inspect({ secret }), `${secret}`].join();
  expect(shown).not.toContain('opensesame');
  expect(secret.reveal()).toBe('opensesame');
});
