import { expect, test } from 'vitest';
import { bodyOfGarden, emptyGarden } from './garden-values.ts';

test('an entry is a name or addresses, never both', () => {
  const both = { ...emptyGarden, host: ' *.bank.example ', prefix: '203.0.113.0/24' };
  expect(bodyOfGarden(both)).toMatchObject({ host: '*.bank.example', prefix: null });
  expect(bodyOfGarden({ ...both, kind: 'prefix' })).toMatchObject({ host: null, prefix: '203.0.113.0/24' });
});

test('a port goes along with its protocol alone, and only with addresses', () => {
  const typed = { ...emptyGarden, prefix: '203.0.113.7', protocol: 'tcp' as const, port: 443 };
  expect(bodyOfGarden({ ...typed, kind: 'prefix' })).toMatchObject({ protocol: 'tcp', port: 443 });
  expect(bodyOfGarden({ ...typed, kind: 'prefix', protocol: '' })).toMatchObject({
    protocol: null,
    port: null,
  });
  expect(bodyOfGarden({ ...typed, kind: 'host' })).toMatchObject({ protocol: null, port: null });
});

test('a note that is left empty is none', () => {
  expect(bodyOfGarden({ ...emptyGarden, note: '  ' }).note).toBeNull();
});
