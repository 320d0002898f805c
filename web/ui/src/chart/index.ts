/** Values over time: the chart, the small one, and the control of the span they share. */
export { TimeChart } from './time-chart.tsx';
export type { TimeChartProps } from './time-chart.tsx';
export { StepChart } from './step-chart.tsx';
export type { StepMarker, StepSeries } from './step-chart.tsx';
export { Sparkline } from './sparkline.tsx';
export { RangePicker } from './range-picker.tsx';
export { formatRange, parseRange, rangePresets, rangeSearch, resolveRange } from './time-range.ts';
export type { RangePreset, TimeRange } from './time-range.ts';
export type { ChartKind, ChartSeries, ChartThreshold, ChartTone, ChartUnit } from './chart-data.ts';
