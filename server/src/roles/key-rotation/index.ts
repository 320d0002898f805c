export { findOtherNodes, nodeRunsS } from './find-other-nodes.ts';
export { resealValues, type ResealResult } from './reseal-values.ts';
export { sealedPlaces } from './sealed-places.ts';
