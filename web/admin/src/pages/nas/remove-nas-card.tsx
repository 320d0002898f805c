import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Card, ConfirmDialog } from '@trunkline/web-ui';
import { Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import type { Nas } from './nas-queries.ts';

const route = getRouteApi('/shell/nas/$id');

export function RemoveNasCard({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/api/nas/{id}', { params: { path: { id: nas.id } } }));
    await queries.invalidateQueries({ queryKey: ['nas', 'all'] });
    void navigate({ to: '/nas' });
  };
  return (
    <Card title={t('remove.title')}>
      <p className="mb-3 text-muted">{t('remove.text')}</p>
      <Button variant="danger" icon={Trash2} onClick={() => setAsking(true)}>
        {t('remove.open')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('remove.question', { name: nas.name })}
        confirmLabel={t('remove.open')}
        onConfirm={remove}
        isDanger
      >
        {t('remove.consequence')}
      </ConfirmDialog>
    </Card>
  );
}
