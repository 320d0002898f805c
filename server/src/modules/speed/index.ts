export type { BoostQuestion, BoostVerdict, SpeedDeps } from './speed-deps.ts';
export type { SpeedRule } from './speed-rule.ts';
export type { Boost } from './boost.ts';
