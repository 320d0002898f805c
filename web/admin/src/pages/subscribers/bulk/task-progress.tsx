import { Button, Callout, ProgressBar, useFormat } from '@trunkline/web-ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { refusedQuery, taskQuery, type Task } from './bulk-queries.ts';
import { OutcomeCounts } from './outcome.tsx';

/** How far the work is, and who was refused; it goes on when this is closed. */
export function TaskProgress({ started }: { started: Task }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const client = useQueryClient();
  const { data: task } = useQuery({ ...taskQuery(started.id), initialData: started });
  const isOver = task.finishedAt !== null;
  useEffect(() => {
    if (isOver) void refreshSubscribers(client);
  }, [isOver, client]);
  const words = t('bulk.progress', { done: format.count(task.done), total: format.count(task.total) });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <output aria-live="polite">{isOver ? t(`bulk.state.${task.state}`) : words}</output>
        <ProgressBar
          label={t('bulk.progressLabel')}
          value={task.done}
          max={task.total}
          valueText={words}
          tone={isOver ? 'ok' : 'accent'}
        />
      </div>
      <OutcomeCounts {...task} isPast />
      {!isOver && <CancelTask id={task.id} />}
      {!isOver && <p className="text-sm text-muted">{t('bulk.goesOn')}</p>}
      {task.refused > 0 && isOver && <RefusedRows id={task.id} />}
    </div>
  );
}

function CancelTask({ id }: { id: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => answerOf(api.POST('/api/tasks/{id}/cancel', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['tasks', id] }),
  });
  return (
    <span>
      <Button size="sm" isPending={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('bulk.cancel')}
      </Button>
    </span>
  );
}

function RefusedRows({ id }: { id: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  const { data: rows = [] } = useQuery(refusedQuery(id));
  return (
    <Callout tone="warn" title={t('bulk.refusedRows')}>
      <ul className="max-h-60 divide-y divide-warn-line overflow-y-auto">
        {rows.map((row) => (
          <li key={row.subjectId} className="py-1">
            <bdi dir="ltr" className="font-mono text-sm">
              {row.name}
            </bdi>
            <span className="block text-sm">{row.message}</span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
