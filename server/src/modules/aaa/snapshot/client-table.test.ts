import { describe, expect, it } from 'vitest';
import { ClientTable } from './client-table.ts';

function table(entries: Record<string, string>): ClientTable<string> {
  const made = new ClientTable<string>();
  for (const [prefix, name] of Object.entries(entries)) made.set(prefix, name);
  return made;
}

describe('the table of clients', () => {
  const clients = table({
    '10.0.0.0/8': 'wide',
    '10.1.0.0/16': 'narrow',
    '10.1.2.3/32': 'one',
    '2001:db8::/32': 'six',
    '2001:db8::1/128': 'six one',
  });

  it.each([
    ['10.1.2.3', 'one'],
    ['10.1.2.4', 'narrow'],
    ['10.2.0.1', 'wide'],
    ['11.0.0.1', undefined],
    ['2001:db8::1', 'six one'],
    ['2001:db8:ffff::1', 'six'],
    ['2001:db9::1', undefined],
    ['2001:db8::1%eth0', 'six one'],
  ])('%s belongs to %s, the longest prefix that holds it', (address, name) => {
    expect(clients.find(address)).toBe(name);
  });

  it('never takes an IPv4 address for an IPv6 one', () => {
    expect(table({ '::/0': 'all of six' }).find('10.0.0.1')).toBeUndefined();
    expect(table({ '0.0.0.0/0': 'all of four' }).find('::1')).toBeUndefined();
  });

  it('answers by the entries of now, also for addresses asked for before', () => {
    const clients = table({ '10.0.0.0/8': 'wide' });
    expect(clients.find('10.1.1.1')).toBe('wide');
    clients.set('10.1.1.0/24', 'new');
    expect(clients.find('10.1.1.1')).toBe('new');
    clients.delete('10.1.1.0/24', 'new');
    expect(clients.find('10.1.1.1')).toBe('wide');
    clients.delete('10.0.0.0/8', 'somebody else');
    expect(clients.find('10.1.1.1')).toBe('wide');
    clients.delete('10.0.0.0/8', 'wide');
    expect(clients.find('10.1.1.1')).toBeUndefined();
  });
});
