import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.tsx';
import type { ChartSeries } from './chart-data.ts';

/** More instants than anybody reads; the newest are shown. */
const maximumRows = 500;

interface ChartTableProps {
  label: string;
  timesMs: readonly number[];
  series: readonly ChartSeries[];
  formatValue: (value: number) => string;
  height: number;
}

/** The same values as figures, newest first: for those who do not see the chart, and for copying. */
export function ChartTable({ label, timesMs, series, formatValue, height }: ChartTableProps): ReactElement {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const indexes = timesMs
    .map((_, index) => index)
    .slice(-maximumRows)
    .toReversed();
  return (
    // What scrolls must be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section tabIndex={0} aria-label={label} className="overflow-auto" style={{ height }}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className={`${headClass} text-start`}>
              {t('time')}
            </th>
            {series.map(({ id, label: name }) => (
              <th key={id} scope="col" dir="ltr" className={`${headClass} text-end`}>
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indexes.map((index) => (
            <tr key={timesMs[index]}>
              <th scope="row" className={`${cellClass} text-start font-normal whitespace-nowrap`}>
                <bdi>{format.instant(timesMs[index]!, 'second')}</bdi>
              </th>
              {series.map(({ id, values }) => (
                <td key={id} dir="ltr" className={`${cellClass} text-end`}>
                  {values[index] === null || values[index] === undefined ? '–' : formatValue(values[index])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const cellClass = 'border-b border-line px-2 py-1';
const headClass = `sticky top-0 bg-surface font-semibold text-muted ${cellClass}`;
