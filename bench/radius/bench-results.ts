import type { StormSample } from './measure-storm.ts';
import type { MemoryFigures } from './memory-figures.ts';
import type { AccountingFigures } from './run-accounting.ts';
import type { LoginFigures } from './run-logins.ts';
import type { ScaleFigures } from './run-scale.ts';

/** What was measured; a section that did not run is missing. */
export interface BenchFigures {
  logins?: LoginFigures;
  accounting?: AccountingFigures;
  storm?: readonly StormSample[];
  memory?: { readonly atStart: readonly MemoryFigures[]; readonly afterLoad: readonly MemoryFigures[] };
  scale?: ScaleFigures;
}

/** Where figures come from. */
export interface Origin {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** What is kept: of each section the last run, which need not be the same for all. */
export type BenchResults = {
  [Name in keyof BenchFigures]: {
    readonly origin: Origin;
    readonly figures: NonNullable<BenchFigures[Name]>;
  };
};
