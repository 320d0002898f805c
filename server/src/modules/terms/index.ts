export {
  firstSubjects,
  readPlaces,
  readSearchPlaces,
  termConditions,
  type Place,
  type TermFilters,
} from './match-terms.ts';
