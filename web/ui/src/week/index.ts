/** The hours of a week: shown as blocks, and chosen by painting or typing. */
export { useWeekdayNames } from './use-weekday-names.ts';
export { WeekGrid } from './week-grid.tsx';
export type { WeekBlock, WeekStretch } from './week-grid.tsx';
export { WeekHoursField } from './week-hours-field.tsx';
export { stretchesOf, timeOfMinute } from './week-windows.ts';
export type { DayStretch, WeekWindow } from './week-windows.ts';
