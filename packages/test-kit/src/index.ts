export { atScale, isFullScale } from './scale.ts';
export { recordFigures, type Figures } from './figures.ts';
export { faultSeed } from './seed.ts';
export { readVectorCases, type VectorCase } from './vectors.ts';
