import { createHash, createHmac } from 'node:crypto';
import type { SeededRandom } from '@trunkline/kit';

/** What is sent in place of a token that would be accepted. The name says what was done to it. */
export type Mutants = Record<string, string>;

/** Everything that a header or a cookie may carry and that is not the token. */
export function mutantsOf(token: string, { sessionId }: { sessionId: string }): Mutants {
  const hash = createHash('sha256').update(token);
  const digest = hash.digest();
  return {
    ...lengths(token),
    ...letters(token),
    ...jwts(token, sessionId),
    'its hash in base64url, as the database holds it': digest.toString('base64url'),
    'its hash in hex': digest.toString('hex'),
    'its hash as PostgreSQL prints it': `\\x${digest.toString('hex')}`,
    'its bytes in hex': Buffer.from(token, 'base64url').toString('hex'),
    'its base64url again in base64url': Buffer.from(token).toString('base64url'),
    'the id of its session': sessionId,
    'the id of its session, padded': sessionId.replaceAll('-', '').padEnd(43, 'A'),
    'nothing but zeros': '0'.repeat(43),
    'zero bytes': 'A'.repeat(43),
    'the word undefined': 'undefined',
    'the word null': 'null',
    'an SQL wildcard': '%'.repeat(43),
    'an SQL condition': `'or'1'='1`,
    'the name of a property': '__proto__'.padEnd(43, '_'),
    'an API key of another product': `sk_live_${'a'.repeat(35)}`,
  };
}

function lengths(token: string): Mutants {
  return {
    empty: '',
    'without its last letter': token.slice(0, -1),
    'without its first letter': token.slice(1),
    'its first half': token.slice(0, 21),
    'one letter longer': `${token}A`,
    'one letter longer in front': `A${token}`,
    twice: token + token,
    'of 64 KiB less a header': token.repeat(300),
    padded: `${token}=`,
    'with a dot': `${token}.`,
    'with a comma': `${token},${token}`,
    'in angle brackets': `<${token}>`,
    'with a plus': `${token}+`,
    'with a newline, encoded': `${token}%0A`,
    'with a space before': ` ${token}`,
    'with a space within': `${token.slice(0, 20)} ${token.slice(20)}`,
    'with a tab before': `\t${token}`,
    'in quotes': `"${token}"`,
    'with a percent-encoded space': `%20${token}`,
    'with a percent-encoded NUL': `${token}%00`,
    'with a slash': `/${token}`,
    'a path to it': `../../${token}`,
  };
}

function letters(token: string): Mutants {
  const mutants: Mutants = {
    'in capitals': token.toUpperCase(),
    'in small letters': token.toLowerCase(),
    reversed: Array.from(token).toReversed().join(''),
    'with letters of another script': `${token.slice(0, 42)}\u0430`,
    'with fullwidth letters': token.replaceAll(/./g, (letter) =>
      String.fromCodePoint(letter.codePointAt(0)! + 0xfee0),
    ),
  };
  // The last letter carries two bits that a decoder drops: the text differs, the bytes do not.
  for (const at of [0, 1, 20, 41, 42])
    mutants[`with another letter at ${at}`] = withOtherLetter(token, at, 1);
  mutants['with another last letter of the same bytes'] = withOtherLetter(token, 42, 1);
  return mutants;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function withOtherLetter(token: string, at: number, step: number): string {
  const other = alphabet[(alphabet.indexOf(token[at]!) + step) % alphabet.length]!;
  return token.slice(0, at) + other + token.slice(at + 1);
}

/** A token that differs from this one in one letter somewhere. */
export function randomMutant(token: string, random: SeededRandom): string {
  return withOtherLetter(token, random.integer(token.length), 1 + random.integer(alphabet.length - 1));
}

/** Nothing here is signed; a server that began to believe such tokens would fail the test. */
function jwts(token: string, sessionId: string): Mutants {
  const claims = part({ sub: sessionId, jti: token, isOperator: true, exp: 4_102_444_800 });
  const none = `${part({ alg: 'none', typ: 'JWT' })}.${claims}`;
  const signed = (header: object, key: string): string => {
    const body = `${part(header)}.${claims}`;
    return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
  };
  return {
    'a JWT without signature': `${none}.`,
    'a JWT without signature or dot': none,
    'a JWT of alg NONE': `${part({ alg: 'NONE' })}.${claims}.`,
    'a JWT by HS256 with an empty key': signed({ alg: 'HS256' }, ' '),
    'a JWT by HS256 with the token as key': signed({ alg: 'HS256' }, token),
    'a JWT whose key id is a path': signed({ alg: 'HS256', kid: '../../../../dev/null' }, ' '),
    'a JWT whose key id is SQL': signed({ alg: 'HS256', kid: `' union select 'x` }, 'x'),
    'a JWT that brings its key': signed({ alg: 'HS256', jwk: { kty: 'oct', k: 'eA' } }, 'x'),
  };
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
