import { useQueryClient } from '@tanstack/react-query';
import { ApiForm, Button, Callout, Dialog, RadioCards, useApiForm, useToast } from '@trunkline/web-ui';
import { LogOut, Tag, UserRound, UserX, type LucideIcon } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { sharingActions, type SharingAction, type SharingCase } from './sharing-queries.ts';

const icons: Record<SharingAction, LucideIcon> = {
  tag: Tag,
  disconnect: LogOut,
  one_session: UserRound,
  suspend: UserX,
};

interface ApproveDialogProps {
  found: SharingCase;
  /** What the company has set to be offered first. */
  proposed: SharingAction;
  onClose: () => void;
}

/** What is to be done, and what each choice means for the subscriber; it is done at once. */
export function ApproveDialog({ found, proposed, onClose }: ApproveDialogProps): ReactElement {
  const { t } = useTranslation('sharing');
  const formId = useId();
  const queries = useQueryClient();
  const toast = useToast();
  const may = { subscribers: useCan('subscribers.write'), disconnect: useCan('enforcement.disconnect') };
  const offered = sharingActions.filter((action) =>
    action === 'disconnect' ? may.disconnect : may.subscribers,
  );
  const form = useApiForm<{ action: SharingAction }, SharingCase>({
    defaultValues: { action: offered.includes(proposed) ? proposed : (offered[0] ?? proposed) },
    submit: async ({ action }) => {
      const params = { path: { id: found.id } };
      return (await answerOf(api.POST('/api/sharing/cases/{id}/approve', { params, body: { action } }))).data;
    },
    onSaved: ({ action }) => {
      void queries.invalidateQueries({ queryKey: ['sharing'] });
      void queries.invalidateQueries({ queryKey: ['subscribers'] });
      toast({ tone: 'ok', title: t(`done.${action ?? proposed}`, { name: found.username }) });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="lg"
      title={t('approve.title', { name: found.username })}
      footer={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={offered.length === 0}>
            {t('approve.confirm')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        {offered.length === 0 ? (
          <Callout tone="warn" title={t('approve.notAllowed')} />
        ) : (
          <RadioCards
            name="action"
            label={t('approve.what')}
            options={offered.map((value) => ({
              value,
              label: t(`action.${value}`),
              description: t(`actionText.${value}`),
              icon: icons[value],
            }))}
          />
        )}
        <p className="text-sm text-muted">{t('approve.text')}</p>
      </ApiForm>
    </Dialog>
  );
}
