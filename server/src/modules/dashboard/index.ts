export { readFigures, type Figures } from './figures.ts';
