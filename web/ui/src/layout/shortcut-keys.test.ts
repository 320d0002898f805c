import { describe, expect, test } from 'vitest';
import {
  extendSequence,
  isTyping,
  matchShortcut,
  nameOfKey,
  sequenceMs,
  type KeySequence,
} from './shortcut-keys.ts';

const none: KeySequence = { keys: [], lastAtMs: 0 };
const bare = { ctrlKey: false, metaKey: false, altKey: false };

function press(...keys: [string, number][]): KeySequence {
  return keys.reduce((sequence, [key, atMs]) => extendSequence(sequence, key, atMs), none);
}

describe('sequences', () => {
  test('two keys in time are one shortcut', () => {
    expect(matchShortcut(press(['g', 100], ['c', 100 + sequenceMs]), ['g c', 'g o'])).toBe('g c');
  });

  test('a second key that comes too late begins anew', () => {
    expect(matchShortcut(press(['g', 100], ['c', 101 + sequenceMs]), ['g c', 'c'])).toBe('c');
  });

  test('the longest shortcut wins over one that it ends with', () => {
    expect(matchShortcut(press(['g', 1], ['n', 2]), ['n', 'g n'])).toBe('g n');
  });

  test('a wrong key before does not spoil the shortcut after it', () => {
    expect(matchShortcut(press(['x', 1], ['g', 2], ['o', 3]), ['g o'])).toBe('g o');
  });

  test('a key that is part of no shortcut does nothing', () => {
    expect(matchShortcut(press(['q', 1]), ['g o', 'n'])).toBeUndefined();
  });

  test('what is remembered stays short, however much is pressed', () => {
    const many = Array.from({ length: 500 }, (_, at): [string, number] => ['a', at]);
    expect(press(...many).keys.length).toBeLessThan(10);
  });
});

describe('keys', () => {
  test('Ctrl and ⌘ are one modifier, and caps lock changes nothing', () => {
    expect(nameOfKey({ ...bare, key: 'K', ctrlKey: true })).toBe('Mod+k');
    expect(nameOfKey({ ...bare, key: 'k', metaKey: true })).toBe('Mod+k');
    expect(nameOfKey({ ...bare, key: '?' })).toBe('?');
    expect(nameOfKey({ ...bare, key: 'Escape' })).toBe('Escape');
  });

  test.each([
    [{ tagName: 'INPUT', type: 'text' }, true],
    [{ tagName: 'input', type: 'search' }, true],
    [{ tagName: 'INPUT' }, true],
    [{ tagName: 'TEXTAREA' }, true],
    [{ tagName: 'SELECT' }, true],
    [{ tagName: 'DIV', isContentEditable: true }, true],
    [{ tagName: 'INPUT', type: 'checkbox' }, false],
    [{ tagName: 'BUTTON' }, false],
    [{ tagName: 'BODY' }, false],
  ])('in %o letters are typed: %s', (target, told) => {
    expect(isTyping(target)).toBe(told);
  });
});
