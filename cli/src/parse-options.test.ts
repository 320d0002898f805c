import { expect, test } from 'vitest';
import { UsageError } from './command-error.ts';
import { oneOf, parseOptions, required, wholeNumber } from './parse-options.ts';
import { runCommand } from './run-command.ts';
import { withSubcommands } from './subcommands.ts';
import { pipedTerminal } from './terminal/terminal.fixture.ts';

const options = { name: { type: 'string' }, json: { type: 'boolean' } } as const;

test('options and positionals are told apart in any order', () => {
  const { values, positionals } = parseOptions(['alice', '--json', '--name', 'x'], options, ['user name']);
  expect({ ...values }).toEqual({ name: 'x', json: true });
  expect(positionals).toEqual(['alice']);
});

test.each([
  [[], '<user name> is missing'],
  [['alice', 'bob'], '"bob" is one argument too many'],
  [['alice', '--nmae', 'x'], "Unknown option '--nmae'"],
  [['alice', '--name'], "Option '--name <value>' argument missing"],
  [['alice', '--json=yes'], "Option '--json' does not take an argument"],
])('%j is refused by naming what is wrong', (args, message) => {
  expect(() => parseOptions(args, options, ['user name'])).toThrow(UsageError);
  expect(() => parseOptions(args, options, ['user name'])).toThrow(message);
});

test('values are checked against their words and bounds', () => {
  expect(() => required(undefined, 'prefix')).toThrow('--prefix is missing');
  expect(() => oneOf('cisco', 'vendor', ['mikrotik', 'generic'])).toThrow(
    '--vendor "cisco" is none of mikrotik, generic',
  );
  const bounds = { option: 'coa-port', least: 1, most: 65_535 };
  expect(wholeNumber('1700', bounds)).toBe(1700);
  for (const text of ['0', '65536', '1.5', '-1', '0x10', '']) {
    expect(() => wholeNumber(text, bounds)).toThrow(
      `--coa-port "${text}" is not a whole number from 1 to 65535`,
    );
  }
});

const greet = withSubcommands(
  { name: 'greet', summary: 'greets', usage: '\ntrunkline greet hello\n' },
  {
    hello: async (args, { stdout }) => {
      stdout.write(`hello ${args.join(' ')}\n`);
      return 0;
    },
  },
);

test('an unknown subcommand ends with 2 and names the known ones', async () => {
  for (const args of [['helo'], ['constructor'], []]) {
    const { terminal, complained } = pipedTerminal();
    expect(await runCommand(greet, args, terminal)).toBe(2);
    expect(complained()).toMatch(/^trunkline greet: .*hello.* \(see: trunkline greet --help\)\n$/);
  }
});

test('a subcommand gets what follows it, and --help prints the usage instead', async () => {
  const { terminal, printed } = pipedTerminal();
  expect(await runCommand(greet, ['hello', 'bob'], terminal)).toBe(0);
  expect(await runCommand(greet, ['hello', '--help'], terminal)).toBe(0);
  expect(printed()).toBe('hello bob\ntrunkline greet hello\n');
});
