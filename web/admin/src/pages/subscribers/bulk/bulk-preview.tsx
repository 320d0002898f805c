import { Button, Callout, describeError, Dialog, QueryView, useFormat } from '@trunkline/web-ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../../api/new-key.ts';
import { OutcomeChip, OutcomeCounts } from './outcome.tsx';
import { previewQuery, startBulk, type BulkOrder, type BulkPreview, type Task } from './bulk-queries.ts';

interface BulkPreviewProps {
  order: BulkOrder;
  title: string;
  onBack: () => void;
  onClose: () => void;
  onStarted: (task: Task) => void;
}

/** What would happen to whom, before it does. */
export function BulkPreviewDialog({
  order,
  title,
  onBack,
  onClose,
  onStarted,
}: BulkPreviewProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const preview = useQuery(previewQuery(order));
  // One key for this dialog: pressed twice, or sent again after a lost answer, it is begun once.
  const [key] = useState(newKey);
  const start = useMutation({ mutationFn: () => startBulk(order, key), onSuccess: onStarted });
  const changed = preview.data?.changed ?? 0;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isDismissible={!start.isPending}
      size="lg"
      title={title}
      description={preview.data && t('bulk.selected', { count: preview.data.total })}
      footer={
        <>
          <Button onClick={onBack} disabled={start.isPending}>
            {t('action.back')}
          </Button>
          <Button
            variant="primary"
            disabled={changed === 0}
            isPending={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('bulk.start', { action: title, count: changed, shown: format.count(changed) })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {start.error && (
          <Callout tone="bad" live="assertive">
            {describeError(start.error).message ?? t('bulk.failed')}
          </Callout>
        )}
        <QueryView query={preview} isCompact>
          {(data) => <PreviewBody preview={data} />}
        </QueryView>
      </div>
    </Dialog>
  );
}

function PreviewBody({ preview }: { preview: BulkPreview }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  return (
    <>
      <OutcomeCounts {...preview} />
      {preview.refusals.length > 0 && (
        <Callout tone="warn" title={t('bulk.refusedWhy')}>
          <ul className="list-disc ps-5">
            {preview.refusals.map(({ code, message, count }) => (
              <li key={code}>
                <bdi>{format.count(count)}</bdi> × {message}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <section>
        <h3 className="mb-1 font-semibold">{t('bulk.sample')}</h3>
        <ul className="divide-y divide-line">
          {preview.sample.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <bdi dir="ltr" className="font-mono text-sm">
                {row.username}
              </bdi>
              <span className="min-w-0 flex-1 truncate text-muted">
                <bdi>{row.fullName}</bdi>
              </span>
              <OutcomeChip outcome={row.outcome} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
