/**
 * How far the desired terms of a session have come. `in_step`: the router gives them. `pending`: they are to be
 * brought. `claimed`: the router says it has done so. `failed`: no rung can, as far as was tried; tried again slowly.
 * `ended`: the session is over, and what its router still holds of ours is to go.
 */
export type TermsState = 'in_step' | 'pending' | 'claimed' | 'failed' | 'ended';

export const termsStates = [
  'in_step',
  'pending',
  'claimed',
  'failed',
  'ended',
] as const satisfies TermsState[];

/**
 * `wanted`: something else is wanted than the router is known to give. `is_so`: the router was never asked and gives
 * it. `not_brought`: a try came to nothing; another rung or a later try may do. `exhausted`: no rung is left.
 */
export type TermsEvent =
  | 'wanted'
  | 'is_so'
  | 'acknowledged'
  | 'confirmed'
  | 'no_effect'
  | 'not_brought'
  | 'exhausted'
  | 'session_ended';

/** State, event, next state. What has no entry does not happen. */
const transitions: Record<TermsState, Partial<Record<TermsEvent, TermsState>>> = {
  in_step: { wanted: 'pending', is_so: 'in_step', session_ended: 'ended' },
  pending: {
    wanted: 'pending',
    is_so: 'in_step',
    acknowledged: 'claimed',
    confirmed: 'in_step',
    no_effect: 'pending',
    not_brought: 'pending',
    exhausted: 'failed',
    session_ended: 'ended',
  },
  claimed: {
    wanted: 'pending',
    confirmed: 'in_step',
    no_effect: 'pending',
    exhausted: 'failed',
    session_ended: 'ended',
  },
  failed: {
    wanted: 'pending',
    is_so: 'in_step',
    acknowledged: 'claimed',
    confirmed: 'in_step',
    no_effect: 'pending',
    not_brought: 'pending',
    exhausted: 'failed',
    session_ended: 'ended',
  },
  // A packet that came late opened the session again.
  ended: { wanted: 'pending', is_so: 'in_step', session_ended: 'ended' },
};

/** The state after an event. Throws where the event cannot happen in the state. */
export function nextState(state: TermsState, event: TermsEvent): TermsState {
  const next = transitions[state][event];
  if (next === undefined) throw new Error(`${event} does not happen to terms that are ${state}`);
  return next;
}
