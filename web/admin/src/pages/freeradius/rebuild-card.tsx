import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Button,
  Callout,
  Card,
  describeError,
  ErrorWords,
  ProgressBar,
  QueryView,
  useFormat,
} from '@trunkline/web-ui';
import { RefreshCw } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { taskQuery, type Task } from '../subscribers/bulk/bulk-queries.ts';
import { bridgeQuery, rebuildBridge } from './freeradius-queries.ts';

const route = getRouteApi('/shell/freeradius');

/** Writes every row anew; FreeRADIUS goes on answering meanwhile. */
export function RebuildCard(): ReactElement {
  const { t } = useTranslation('freeradius');
  const mayManage = useCan('freeradius.manage');
  const navigate = route.useNavigate();
  const { rebuild: taskId } = route.useSearch();
  const start = useMutation({
    mutationFn: rebuildBridge,
    onSuccess: ({ taskId: id }) =>
      void navigate({ search: (previous) => ({ ...previous, rebuild: id }), replace: true }),
  });
  return (
    <Card
      title={t('rebuild.title')}
      subtitle={t('rebuild.subtitle')}
      actions={
        mayManage && (
          <Button icon={RefreshCw} isPending={start.isPending} onClick={() => start.mutate()}>
            {t('rebuild.start')}
          </Button>
        )
      }
    >
      {start.error && (
        <Callout tone="bad" live="assertive">
          <ErrorWords error={describeError(start.error)} />
        </Callout>
      )}
      {taskId === undefined ? (
        <p className="text-muted">{t('rebuild.before')}</p>
      ) : (
        <RebuildProgress taskId={taskId} />
      )}
    </Card>
  );
}

function RebuildProgress({ taskId }: { taskId: string }): ReactElement {
  const queries = useQueryClient();
  const task = useQuery(taskQuery(taskId));
  const isOver = task.data !== undefined && task.data.finishedAt !== null;
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: bridgeQuery.queryKey });
  }, [isOver, queries]);
  return (
    <QueryView query={task} isCompact>
      {(data) => <TaskLine task={data} />}
    </QueryView>
  );
}

function TaskLine({ task }: { task: Task }): ReactElement {
  const { t } = useTranslation('freeradius');
  const format = useFormat();
  const { done, total, finishedAt, state } = task;
  const isOver = finishedAt !== null;
  const words = t('rebuild.progress', { done: format.count(done), total: format.count(total) });
  return (
    <div className="flex flex-col gap-1.5">
      <output aria-live="polite">
        {isOver ? t(state === 'cancelled' ? 'rebuild.cancelled' : 'rebuild.done') : words}
      </output>
      <ProgressBar
        label={t('rebuild.title')}
        value={done}
        max={Math.max(1, total)}
        valueText={words}
        tone={isOver ? 'ok' : 'accent'}
      />
      {isOver && <p className="text-sm text-muted">{words}</p>}
    </div>
  );
}
