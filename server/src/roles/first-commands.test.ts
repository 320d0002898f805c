import { expect, test } from 'vitest';
import { firstCommands } from './first-commands.ts';

test('with the standard ports the first commands are the five of the README', () => {
  expect(firstCommands({ http: 8080, auth: 1812, acct: 1813 })).toEqual([
    'bin/trunkline login',
    'bin/trunkline nas add --name lab --prefix 127.0.0.1',
    'bin/trunkline plan add --name "Home 20" --download 20M --upload 5M',
    'bin/trunkline subscriber add alice --plan "Home 20"',
    'bin/trunkline radtest alice --session',
  ]);
});

test('with other ports the first commands reach this installation and no other', () => {
  const commands = firstCommands({ http: 18080, auth: 18120, acct: 18130 });
  expect(commands[0]).toBe('bin/trunkline login --url http://127.0.0.1:18080');
  expect(commands.at(-1)).toBe('bin/trunkline radtest alice --session --auth-port 18120 --acct-port 18130');
});
