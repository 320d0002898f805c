import type { FleetFaultSettings } from '@trunkline/simulators';

/** What may go wrong in a run, by the word of `--faults`. */
export const FAULT_PRESETS = {
  none: {},
  mild: {
    requests: { drop: 0.01, duplicate: 0.02, delay: 0.05, delayMs: { min: 10, max: 200 }, reorder: 0.02 },
    answers: { drop: 0.01 },
    lostStop: 0.01,
  },
  hard: {
    requests: {
      drop: 0.05,
      duplicate: 0.1,
      delay: 0.1,
      delayMs: { min: 10, max: 800 },
      reorder: 0.1,
      corrupt: 0.005,
    },
    answers: { drop: 0.05, duplicate: 0.05 },
    lostStop: 0.05,
    rebootsPerHour: 3,
    powerCutsPerHour: 3,
    offSeconds: { min: 5, max: 20 },
    accountingOn: 0.5,
  },
} as const satisfies Record<string, FleetFaultSettings>;

export type FaultPreset = keyof typeof FAULT_PRESETS;
