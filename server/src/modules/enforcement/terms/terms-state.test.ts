import { expect, test } from 'vitest';
import { nextState, termsStates } from './terms-state.ts';

test('terms are in step only when nothing was asked or something was confirmed', () => {
  for (const state of termsStates) {
    for (const event of [
      'wanted',
      'acknowledged',
      'no_effect',
      'not_brought',
      'exhausted',
      'session_ended',
    ] as const) {
      let next: string | undefined;
      try {
        next = nextState(state, event);
      } catch {
        next = undefined;
      }
      expect(next).not.toBe('in_step');
    }
  }
});

test('what cannot happen is refused', () => {
  expect(() => nextState('in_step', 'acknowledged')).toThrow(
    'acknowledged does not happen to terms that are in_step',
  );
  expect(() => nextState('ended', 'confirmed')).toThrow();
});

test('terms of any state can become wanted anew, and end with their session', () => {
  for (const state of termsStates) {
    expect(nextState(state, 'wanted')).toBe('pending');
    expect(nextState(state, 'session_ended')).toBe('ended');
  }
});
