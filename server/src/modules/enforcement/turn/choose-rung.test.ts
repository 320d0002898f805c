import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enforcementRungs, nasVendors } from '../../nas/index.ts';
import { chooseRung, type FailedWay, type RungQuestion } from './choose-rung.ts';
import { differenceKinds } from '../terms/enforced-terms.ts';

const seed = 20_261_122;
const ways = [...enforcementRungs, 'disconnect_request'] as const satisfies FailedWay[];
const question: fc.Arbitrary<RungQuestion> = fc.record({
  order: fc.shuffledSubarray([...enforcementRungs], { minLength: 1 }),
  vendor: fc.constantFrom(...nasVendors),
  hasApi: fc.boolean(),
  differences: fc.subarray([...differenceKinds], { minLength: 1 }),
  isAppliedKnown: fc.boolean(),
  isHeldByApi: fc.boolean(),
  isListOfLogin: fc.boolean(),
  failed: fc.subarray([...ways]).map((some) => new Set(some)),
});

const plain: RungQuestion = {
  order: ['coa', 'api', 'disconnect'],
  vendor: 'mikrotik',
  hasApi: true,
  differences: ['rates'],
  isAppliedKnown: true,
  isHeldByApi: false,
  isListOfLogin: false,
  failed: new Set(),
};
const rungFor = (changes: Partial<RungQuestion>) => chooseRung({ ...plain, ...changes }).rung;

describe('the next rung', () => {
  it('is one that the NAS allows, that did not fail, and that brings some of what differs', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const choice = chooseRung(asked);
        if (choice.rung === undefined) return;
        expect(asked.order).toContain(choice.rung);
        expect(asked.failed.has(choice.rung)).toBe(false);
        expect(choice.brings.length).toBeGreaterThan(0);
        for (const kind of choice.brings) expect(asked.differences).toContain(kind);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('is never the end of a session for what is not worth a line, or of which nobody knows that it is not so', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const isSoft = asked.differences.every((kind) => ['ends', 'volume', 'zones'].includes(kind));
        const isUnknown = !asked.isAppliedKnown && !asked.differences.includes('service');
        if (isSoft || isUnknown) expect(chooseRung(asked).rung).not.toBe('disconnect');
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('runs out after each has failed', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(chooseRung({ ...asked, failed: new Set(ways) }).rung).toBeUndefined();
      }),
      { seed },
    );
  });

  it.each<[string, Partial<RungQuestion>, string | undefined]>([
    ['rates', {}, 'coa'],
    ['rates after CoA failed', { failed: new Set(['coa']) }, 'api'],
    ['rates after both failed', { failed: new Set(['coa', 'api']) }, 'disconnect'],
    ['rates without API', { hasApi: false, failed: new Set(['coa']) }, 'disconnect'],
    ['rates that a queue of ours holds', { isHeldByApi: true }, 'api'],
    ['rates of a device without words for them', { vendor: 'generic', hasApi: false }, undefined],
    ['the end of service', { differences: ['service'] }, 'disconnect'],
    [
      'the end of service after a request in vain',
      { differences: ['service'], failed: new Set(['disconnect_request']) },
      'disconnect',
    ],
    [
      'the end of service after a request in vain, without API',
      { differences: ['service'], failed: new Set(['disconnect_request']), hasApi: false },
      undefined,
    ],
    ['a pool', { differences: ['pool', 'rates'] }, 'disconnect'],
    ['an address list on RouterOS', { differences: ['address_list'] }, 'api'],
    ['an address list with rates', { differences: ['address_list', 'rates'] }, 'api'],
    ['leaving the list of a login', { differences: ['address_list'], isListOfLogin: true }, 'disconnect'],
    ['zones', { differences: ['zones'] }, 'api'],
    ['zones without API', { differences: ['zones'], hasApi: false }, undefined],
    ['a later end', { differences: ['ends'] }, 'coa'],
    ['a later end where CoA failed', { differences: ['ends'], failed: new Set(['coa']) }, undefined],
  ])('for %s', (_what, changes, expected) => {
    expect(rungFor(changes)).toBe(expected);
  });
});
