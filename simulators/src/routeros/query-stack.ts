import type { Properties } from './menu-table.ts';

/** A query that RouterOS would not take. */
export class BadQuery extends Error {}

/**
 * Whether an item passes the query words of a print (without their `?`): a stack of truths, endless `true` at
 * its bottom. It passes when no `false` is left.
 */
export function passesQueries(item: Properties, queries: readonly string[]): boolean {
  let stack: boolean[] = [];
  for (const query of queries) {
    if (query.startsWith('#')) stack = operate(stack, query.slice(1));
    else stack.push(compare(item, query));
  }
  return !stack.includes(false);
}

function compare(item: Properties, query: string): boolean {
  const operator = /^[-=<>]/.test(query) ? query[0]! : '';
  const rest = query.slice(operator.length);
  if (operator === '-') return item[rest] === undefined;
  const equals = rest.indexOf('=');
  if (equals < 0) return item[rest] !== undefined;
  const value = item[rest.slice(0, equals)];
  const wanted = rest.slice(equals + 1);
  if (operator === '' || operator === '=') return value === wanted;
  if (value === undefined) return false;
  return operator === '<' ? isLess(value, wanted) : isLess(wanted, value);
}

function isLess(a: string, b: string): boolean {
  const areNumbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  return areNumbers ? BigInt(a) < BigInt(b) : a < b;
}

/** The letters of one `?#` word, left to right. A number is an index from the top. */
function operate(given: readonly boolean[], letters: string): boolean[] {
  let stack = [...given];
  const pop = (): boolean => stack.pop() ?? true;
  for (const [token] of letters.matchAll(/\d+\.?|./g)) {
    if (/^\d/.test(token)) {
      const value = stack.at(-1 - Number.parseInt(token, 10)) ?? true;
      const isLast = letters.endsWith(token) && !token.endsWith('.');
      if (isLast) stack = [value];
      else stack.push(value);
    } else if (token === '!') stack.push(!pop());
    else if (token === '&' || token === '|') {
      const [a, b] = [pop(), pop()];
      stack.push(token === '&' ? a && b : a || b);
    } else if (token === '.') stack.push(stack.at(-1) ?? true);
    else throw new BadQuery(`unknown query operation ${token}`);
  }
  return stack;
}
