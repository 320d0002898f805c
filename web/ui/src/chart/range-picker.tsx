import { RotateCw, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { useFormat } from '../format/use-format.tsx';
import { IconButton } from '../primitives/button.tsx';
import { rangePresets, type TimeRange } from './time-range.ts';

interface RangePickerProps {
  value: TimeRange;
  onChange: (range: TimeRange) => void;
  /** Where a zoomed span goes back to. */
  standard?: TimeRange | undefined;
  onRefresh?: (() => void) | undefined;
  isRefreshing?: boolean | undefined;
}

/** One span for all charts of a page, at its top end: presets, what was dragged out, and a fresh look. */
export function RangePicker(props: RangePickerProps): ReactElement {
  const { value, onChange, standard = '24h', onRefresh, isRefreshing } = props;
  const { t } = useTranslation('chart');
  const format = useFormat();
  return (
    <div className="flex flex-wrap items-center gap-2">
      {typeof value !== 'string' && (
        <span className="flex h-8 items-center rounded-md border border-accent bg-accent-soft ps-2 text-sm phone:h-11">
          <bdi>{`${format.instant(value.fromMs)} – ${format.instant(value.toMs)}`}</bdi>
          <IconButton icon={X} size="sm" aria-label={t('zoomOut')} onClick={() => onChange(standard)} />
        </span>
      )}
      <fieldset className="flex overflow-hidden rounded-md border border-control">
        <legend className="sr-only">{t('range')}</legend>
        {rangePresets.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={value === preset}
            title={t(`presets.${preset}`)}
            onClick={() => onChange(preset)}
            className={classNames(
              'h-[30px] px-2.5 text-sm font-medium not-first:border-s not-first:border-line phone:h-11 phone:px-3',
              'focus-visible:-outline-offset-2',
              value === preset ? 'bg-accent text-accent-text' : 'bg-surface text-text hover:bg-hover',
            )}
          >
            {t(`short.${preset}`)}
          </button>
        ))}
      </fieldset>
      {onRefresh && (
        <IconButton icon={RotateCw} aria-label={t('refresh')} isPending={isRefreshing} onClick={onRefresh} />
      )}
    </div>
  );
}
