import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteRouterOs } from './routeros-quote.ts';
import { routerOsScript, type RouterOsSetup } from './routeros-script.ts';

const setup: RouterOsSetup = {
  version: '7',
  name: 'core-1',
  secret: 'a-secret-of-sixteen',
  serverAddress: '203.0.113.5',
  authPort: 1812,
  acctPort: 1813,
  coaPort: 1700,
  interimIntervalS: 300,
  radsecFingerprint: undefined,
  api: undefined,
};
const api = { port: 8729, usesTls: true, username: 'trunkline', password: 'p$ss"w' };
const linesOf = (change: Partial<RouterOsSetup> = {}) =>
  routerOsScript({ ...setup, ...change })
    .trimEnd()
    .split('\n');

describe('a value in a RouterOS script', () => {
  test.each([
    ['plain-Secret_1', '"plain-Secret_1"'],
    ['a"; /system reset-configuration', '"a\\"; /system reset-configuration"'],
    ['$password', '"\\$password"'],
    ['back\\slash', '"back\\\\slash"'],
    ['ask?', '"ask\\?"'],
    ['[/user print]', '"[/user print]"'],
    ['one\ntwo\ttab\r', '"one\\0Atwo\\09tab\\0D"'],
    ['Zürich', '"Z\\C3\\BCrich"'],
    ['', '""'],
  ])('%j is written %s', (value, quoted) => {
    expect(quoteRouterOs(value)).toBe(quoted);
  });

  test('is read back as it was, and holds nothing that RouterOS acts on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => {
        const quoted = quoteRouterOs(value);
        expect(quoted).toMatch(/^"([ -~]*)"$/);
        expect(quoted.slice(1, -1).replace(/\\(["\\$?]|[0-9A-F]{2})/g, '')).not.toMatch(/["\\$?]/);
        expect(readQuoted(quoted)).toBe(Buffer.from(value, 'utf8').toString('utf8'));
      }),
    );
  });
});

describe('the script for RouterOS', () => {
  test('says where to ask, with which secret, and lets this server give orders', () => {
    const script = linesOf({ secret: 'p$ss"w\\rd?', coaPort: 3799 }).join('\n');
    expect(script).toContain('secret="p\\$ss\\"w\\\\rd\\?" service=ppp,hotspot,dhcp');
    expect(script).toContain('authentication-port=1812 accounting-port=1813');
    expect(script).toContain('/radius incoming set accept=yes port=3799');
    expect(script).toContain('/ppp aaa set use-radius=yes accounting=yes interim-update=300s');
    expect(script).toContain('protocol=udp src-address=203.0.113.5 dst-port=3799');
  });

  test('adds only what it does not find, so that a second run changes nothing', () => {
    for (const line of linesOf({ api }).filter((text) => / add /.test(text))) {
      expect(line).toMatch(
        /^:if \(\[:len \[\/(radius|ip firewall filter|user|user group|certificate) find where (comment|name)="[a-z-]+"\]\] = 0\) do=\{/,
      );
    }
  });

  test('a hostile name or secret adds no line and ends no quotes', () => {
    const count = linesOf({ api }).length;
    const hostile = '"\n/user add name=evil password="x" group=full\n#';
    const spoilt = linesOf({
      name: hostile,
      secret: hostile,
      api: { ...api, username: hostile, password: hostile },
    });
    expect(spoilt).toHaveLength(count);
    for (const line of spoilt) {
      expect(line.replace(/"([^"\\]|\\.)*"/g, '""')).not.toContain('group=full');
    }
  });

  test('only version 7 is asked to require signatures, in a line of its own', () => {
    expect(linesOf().filter((line) => line.includes('require-message-auth'))).toHaveLength(1);
    expect(linesOf({ version: '6' }).join('\n')).not.toContain('require-message-auth');
    expect(linesOf({ version: '6' })).toHaveLength(linesOf().length - 1);
  });

  test('the API is touched only when asked; its user may little, and from this server alone', () => {
    expect(linesOf().join('\n')).not.toMatch(/\/user|api/);
    const script = linesOf({ api }).join('\n');
    expect(script).toContain('policy=api,read,write,test,!local');
    expect(script).toContain('password="p\\$ss\\"w" address=203.0.113.5/32');
    expect(script).toContain('disabled=no port=8729 tls-version=only-1.2');
    expect(script).toContain('protocol=tcp src-address=203.0.113.5 dst-port=8729');
    expect(linesOf({ api: { ...api, usesTls: false, port: 8728 } }).join('\n')).not.toContain('certificate');
  });

  test('over TLS it imports its certificate once, and orders are known by a secret of their own', () => {
    const lines = linesOf({ radsecFingerprint: 'ab'.repeat(32), secret: 'p$ss' });
    const script = lines.join('\n');
    expect(script).toContain(
      ':if ([:len [/certificate find where name="trunkline-abababababab"]] = 0) do={ /certificate import file-name="trunkline.crt"',
    );
    expect(script).toContain('protocol=radsec certificate="trunkline-abababababab" timeout=3s');
    expect(lines.filter((line) => line.includes('secret='))).toEqual([
      expect.stringMatching(/comment="trunkline-coa"\] address=203\.0\.113\.5 service="" secret="p\\\$ss"/),
    ]);
    expect(script).not.toContain('authentication-port');
  });

  test('a server with an IPv6 address is let in by the IPv6 firewall', () => {
    const script = linesOf({ serverAddress: '2001:db8::5' }).join('\n');
    expect(script).toContain('/ipv6 firewall filter add');
    expect(script).not.toContain('/ip firewall');
  });
});

/** As RouterOS reads a quoted string. */
function readQuoted(quoted: string): string {
  const octets: number[] = [];
  for (let at = 1; at < quoted.length - 1; at++) {
    if (quoted[at] !== '\\') {
      octets.push(quoted.charCodeAt(at));
    } else if (/^[0-9A-F]{2}/.test(quoted.slice(at + 1, at + 3))) {
      octets.push(Number.parseInt(quoted.slice(at + 1, at + 3), 16));
      at += 2;
    } else {
      octets.push(quoted.charCodeAt(++at));
    }
  }
  return Buffer.from(octets).toString('utf8');
}
