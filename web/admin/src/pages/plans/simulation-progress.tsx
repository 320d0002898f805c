import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, ProgressBar, useFormat } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { isUnderWay, type Simulation } from './simulation-queries.ts';

/** How far the replay is; a sentence about it where it did not come to its end. */
export function SimulationProgress({ simulation }: { simulation: Simulation }): ReactElement | null {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const { state, totals, subscribers, failed } = simulation;
  const counts = { done: format.count(totals.subscribers), total: format.count(subscribers) };
  if (isUnderWay(simulation)) {
    return (
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <output aria-live="polite">{t('progress.words', counts)}</output>
          <StopButton simulation={simulation} />
        </div>
        <ProgressBar
          label={t('progress.label')}
          value={totals.subscribers}
          max={subscribers}
          valueText={t('progress.words', counts)}
        />
      </div>
    );
  }
  if (state === 'cancelled') {
    return (
      <Callout tone="warn" title={t('progress.stopped')}>
        {t('progress.stoppedText', counts)}
      </Callout>
    );
  }
  if (failed === 0) return null;
  return (
    <Callout tone="bad" title={t('progress.failed', { count: failed, shown: format.count(failed) })}>
      {t('progress.failedText')}
    </Callout>
  );
}

function StopButton({ simulation: { id, taskId } }: { simulation: Simulation }): ReactElement {
  const { t } = useTranslation('simulation');
  const queries = useQueryClient();
  const stop = useMutation({
    mutationFn: () => answerOf(api.POST('/api/tasks/{id}/cancel', { params: { path: { id: taskId } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['simulations', 'one', id] }),
  });
  return (
    <Button size="sm" isPending={stop.isPending} onClick={() => stop.mutate()}>
      {t('progress.stop')}
    </Button>
  );
}
