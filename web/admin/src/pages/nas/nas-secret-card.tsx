import { useMutation } from '@tanstack/react-query';
import { Button, Callout, Card, ConfirmDialog, CopyText, describeError, ErrorWords } from '@trunkline/web-ui';
import { Eye, EyeOff, RotateCcwKey } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import type { Nas } from './nas-queries.ts';

/** The secret stays hidden until somebody with the right asks for it; it leaves the page with the card. */
export function NasSecretCard({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayReveal = useCan('nas.reveal_secret');
  const mayWrite = useCan('nas.write');
  const [isRotating, setRotating] = useState(false);
  const [secret, setSecret] = useState<string>();
  const reveal = useReveal(nas.id, setSecret);
  const rotate = async (): Promise<void> => {
    const { data } = await answerOf(
      api.POST('/api/nas/{id}/secret', { params: { path: { id: nas.id } }, body: {} }),
    );
    setSecret(data.secret);
  };
  return (
    <Card title={t('secret.title')} subtitle={t('secret.subtitle')}>
      <div className="flex flex-col gap-3">
        {secret === undefined ? (
          <span dir="ltr" aria-hidden className="font-mono text-muted">
            ••••••••••••••••
          </span>
        ) : (
          <CopyText text={secret} />
        )}
        {reveal.error && (
          <Callout tone="bad" live="assertive">
            <ErrorWords error={describeError(reveal.error)} />
          </Callout>
        )}
        <div className="flex flex-wrap gap-2">
          {mayReveal && secret === undefined && (
            <Button icon={Eye} isPending={reveal.isPending} onClick={() => reveal.mutate()}>
              {t('secret.reveal')}
            </Button>
          )}
          {secret !== undefined && (
            <Button icon={EyeOff} onClick={() => setSecret(undefined)}>
              {t('secret.hide')}
            </Button>
          )}
          {mayWrite && (
            <Button variant="danger" icon={RotateCcwKey} onClick={() => setRotating(true)}>
              {t('secret.rotate')}
            </Button>
          )}
        </div>
      </div>
      <ConfirmDialog
        isOpen={isRotating}
        onClose={() => setRotating(false)}
        title={t('secret.rotateTitle', { name: nas.name })}
        confirmLabel={t('secret.rotate')}
        onConfirm={rotate}
        isDanger
      >
        {t('secret.rotateText')}
      </ConfirmDialog>
    </Card>
  );
}

function useReveal(id: string, onRevealed: (secret: string) => void) {
  return useMutation({
    mutationFn: async () =>
      (await answerOf(api.GET('/api/nas/{id}/secret', { params: { path: { id } } }))).data,
    onSuccess: ({ secret }) => onRevealed(secret),
  });
}
