import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const folder = new URL('../../admin/src/locales/', import.meta.url);
const hole = /{{[^}]*}}/;
/** Shorter pieces between holes say nothing: a dot, "of", a unit. */
const leastLetters = 6;

interface Words {
  /** What stands in the English catalogues, and in no Arabic one. */
  sentences: Set<string>;
  /** The same with holes in it. */
  patterns: RegExp[];
  /** What keys begin with. */
  stems: Set<string>;
}

const words = readWords();

/**
 * Every text that the page shows or tells, in attributes too, that is English or a key in place of Arabic. Names that
 * a company gave are nobody's to translate.
 */
export async function untranslated(page: Page, names: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate<string[]>(shownTexts);
  return texts.filter((text) => !names.includes(text) && (isEnglish(text) || isKey(text)));
}

function isEnglish(text: string): boolean {
  return words.sentences.has(text) || words.patterns.some((pattern) => pattern.test(text));
}

/** As i18next shows a key that has no words: `column.lastPacket`. */
function isKey(text: string): boolean {
  return /^[a-z][\w-]*(\.[\w-]+)+$/.test(text) && words.stems.has(text.split('.', 1)[0]!);
}

const shownTexts = `(() => {
  const texts = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, nodeValue } = walker.currentNode;
    if (parentElement.checkVisibility()) texts.add(nodeValue.trim());
  }
  for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) {
    for (const element of document.querySelectorAll('[' + name + ']')) texts.add(element.getAttribute(name).trim());
  }
  texts.add(document.title);
  return [...texts].filter((text) => text !== '');
})()`;

function readWords(): Words {
  const english = readCatalogues('en');
  const arabic = new Set(readCatalogues('ar').map(({ text }) => text));
  const own = english.map(({ text }) => text).filter((text) => !arabic.has(text));
  return {
    sentences: new Set(own.filter((text) => !hole.test(text))),
    patterns: own.filter((text) => hole.test(text)).flatMap(toPattern),
    stems: new Set(english.map(({ key }) => key.split('.', 1)[0]!)),
  };
}

function toPattern(text: string): RegExp[] {
  const parts = text.split(new RegExp(hole, 'g'));
  if (parts.join('').replaceAll(/[^a-z]/gi, '').length < leastLetters) return [];
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return [new RegExp(`^${escaped.join('.+')}$`, 's')];
}

function readCatalogues(language: string): { key: string; text: string }[] {
  const found: { key: string; text: string }[] = [];
  const collect = (value: unknown, path: string[]): void => {
    if (typeof value === 'string') found.push({ key: path.join('.'), text: value });
    else for (const [key, below] of Object.entries(value as object)) collect(below, [...path, key]);
  };
  for (const name of readdirSync(new URL(`${language}/`, folder))) {
    collect(JSON.parse(readFileSync(new URL(`${language}/${name}`, folder), 'utf8')), []);
  }
  return found;
}
