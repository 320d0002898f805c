import { classNames, ProgressBar, useFormat, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const dayMs = 86_400_000;
const soonMs = 3 * dayMs;

interface ExpiryBarProps {
  startsAt: string;
  /** Null: no end. */
  expiresAt: string | null;
  nowMs: number;
  className?: string | undefined;
}

/** When the service ends, in words and as what is left of its period. */
export function ExpiryBar({ startsAt, expiresAt, nowMs, className }: ExpiryBarProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  if (expiresAt === null) return <span className="text-muted">{t('expiry.none')}</span>;
  const [from, to] = [Date.parse(startsAt), Date.parse(expiresAt)];
  const left = to - nowMs;
  const isEnded = left <= 0;
  const tone: Tone = isEnded ? 'bad' : left < soonMs ? 'warn' : 'ok';
  const words = format.relative(expiresAt, nowMs);
  return (
    <span
      className={classNames('flex min-w-0 flex-col gap-0.5', className)}
      title={format.instant(expiresAt)}
    >
      <span
        className={classNames(
          'truncate leading-tight',
          isEnded && 'text-bad-fg',
          tone === 'warn' && 'text-warn-fg',
        )}
      >
        {words}
      </span>
      <ProgressBar
        label={t('expiry.label')}
        value={Math.max(0, Math.min(1, left / Math.max(dayMs, to - from)))}
        max={1}
        valueText={words}
        tone={tone}
        className="h-1"
      />
    </span>
  );
}
