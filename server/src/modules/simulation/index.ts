export { forgetSimulations } from './forget-simulations.ts';
export { simulationTaskAction } from './work-chunk.ts';
