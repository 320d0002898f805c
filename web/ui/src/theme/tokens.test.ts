import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Tokens = Record<string, string>;

const source = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The colours of one rule of the token file. */
function tokensOf(selector: string): Tokens {
  const start = source.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`tokens.css has no rule ${selector}`);
  const body = source.slice(start, source.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/--([a-z-]+): (#[0-9a-f]+);/g)].map((m) => [m[1]!, m[2]!]));
}

const light = tokensOf(':root');
const dark = { ...light, ...tokensOf(":root[data-theme='dark']") };
const contrastLight = { ...light, ...tokensOf(":root[data-contrast='more']") };
const contrastDark = {
  ...dark,
  ...tokensOf(":root[data-contrast='more']"),
  ...tokensOf(":root[data-theme='dark'][data-contrast='more']"),
};
const themes = { light, dark, 'high contrast light': contrastLight, 'high contrast dark': contrastDark };

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * channels[0]! + 0.7152 * channels[1]! + 0.0722 * channels[2]!;
}

function ratio(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Each pair the components draw, and the least ratio WCAG 2.2 AA (AAA in high contrast) asks for. */
function pairs(textRatio: number): [string, string, number][] {
  const grounds = ['canvas', 'surface', 'raised', 'hover'];
  const tones = ['ok', 'off', 'warn', 'bad', 'new'];
  return [
    ...grounds.flatMap((ground): [string, string, number][] => [
      ['text', ground, textRatio],
      ['muted', ground, textRatio],
      ['accent', ground, 4.5],
      ['control', ground, 3],
      ['focus', ground, 3],
    ]),
    ...tones.flatMap((tone): [string, string, number][] => [
      [`${tone}-fg`, `${tone}-bg`, textRatio],
      [`${tone}-fg`, 'canvas', 4.5],
      [`${tone}-fg`, 'surface', 4.5],
      [`${tone}-fg`, 'raised', 4.5],
      ['text', `${tone}-bg`, textRatio],
    ]),
    ['accent-text', 'accent', textRatio],
    ['accent-text', 'accent-hover', textRatio],
    ['danger-text', 'danger', textRatio],
    ['danger-text', 'danger-hover', textRatio],
    ['text', 'accent-soft', textRatio],
    ['muted', 'accent-soft', 4.5],
    ['accent', 'accent-soft', 4.5],
    ['download', 'surface', 3],
    ['upload', 'surface', 3],
    ['download', 'canvas', 3],
    ['upload', 'canvas', 3],
  ];
}

describe.each(Object.entries(themes))('theme %s', (name, tokens) => {
  test('each pair of colours can be told apart as WCAG asks', () => {
    const weak = pairs(name.startsWith('high') ? 7 : 4.5)
      .map(([one, other, least]) => ({ one, other, least, is: ratio(tokens[one]!, tokens[other]!) }))
      .filter(({ is, least }) => !(is >= least))
      .map(({ one, other, least, is }) => `${one} on ${other}: ${is.toFixed(2)}, needs ${least}`);
    expect(weak).toEqual([]);
  });
});

test('each theme names the same tokens as the light one', () => {
  const names = Object.keys(light).sort();
  for (const tokens of Object.values(themes)) expect(Object.keys(tokens).sort()).toEqual(names);
  expect(Object.keys(tokensOf(":root[data-theme='dark']")).sort()).toEqual(names);
});
