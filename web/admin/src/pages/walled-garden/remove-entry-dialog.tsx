import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { placeOf } from './entry-list-card.tsx';
import { removeGardenEntry, type GardenEntry } from './walled-garden-queries.ts';

interface RemoveEntryDialogProps {
  /** Undefined: closed. */
  entry: GardenEntry | undefined;
  onClose: () => void;
}

export function RemoveEntryDialog({ entry, onClose }: RemoveEntryDialogProps): ReactElement {
  const { t } = useTranslation('walled-garden');
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      isOpen={entry !== undefined}
      onClose={onClose}
      title={t('remove.question', { place: entry ? placeOf(entry) : '' })}
      confirmLabel={t('remove.open')}
      onConfirm={async () => {
        if (!entry) return;
        await removeGardenEntry(entry.id);
        await queries.invalidateQueries({ queryKey: ['walled-garden'] });
      }}
      isDanger
    >
      {t('remove.text')}
    </ConfirmDialog>
  );
}
