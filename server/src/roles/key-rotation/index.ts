export { resealValues, type ResealResult } from './reseal-values.ts';
export { sealedPlaces } from './sealed-places.ts';
