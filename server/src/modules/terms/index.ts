export { readPlaces, termConditions, type Place, type TermFilters } from './match-terms.ts';
