import { Button, Dialog } from '@trunkline/web-ui';
import type { TableSelection } from '@trunkline/web-ui/table';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkForm } from './bulk-form.tsx';
import { BulkPreviewDialog } from './bulk-preview.tsx';
import { toApiSelection, type BulkActionName, type BulkOrder, type Task } from './bulk-queries.ts';
import { TaskProgress } from './task-progress.tsx';

interface BulkDialogProps {
  action: BulkActionName;
  selection: TableSelection;
  onClose: () => void;
}

/** Three steps in one place: what it needs to know, what it would do, how far it is. */
export function BulkDialog({ action, selection, onClose }: BulkDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const [input, setInput] = useState<BulkOrder['action']>();
  const [task, setTask] = useState<Task>();
  const order = useMemo(
    () => input && { selection: toApiSelection(selection), action: input },
    [selection, input],
  );
  const title = t(`action.${action}`);
  if (task) {
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={title}
        footer={<Button onClick={onClose}>{t('action.dismiss')}</Button>}
      >
        <TaskProgress started={task} />
      </Dialog>
    );
  }
  if (!order) return <BulkForm action={action} title={title} onClose={onClose} onDone={setInput} />;
  return (
    <BulkPreviewDialog
      order={order}
      title={title}
      onBack={() => setInput(undefined)}
      onClose={onClose}
      onStarted={setTask}
    />
  );
}
