import { Button, ButtonLink, Callout, Card, CopyText, KeyValueList, useFormat } from '@trunkline/web-ui';
import { ExternalLink, UserPlus } from 'lucide-react';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { GeneratedPassword } from '../actions/password-dialogs.tsx';
import type { AddedSubscriber } from './add-form.tsx';

interface SubscriberAddedProps {
  added: AddedSubscriber;
  onAnother: () => void;
}

/** What was made, with the generated password this once. */
export function SubscriberAdded({ added, onAnother }: SubscriberAddedProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const [service] = added.subscriptions;
  // The form that had the focus is gone; without this the keyboard would begin at the top of the page.
  const headRef = useRef<HTMLDivElement>(null);
  useEffect(() => headRef.current?.focus(), []);
  const until =
    service && (service.expiresAt === null ? t('expiry.none') : format.instant(service.expiresAt, 'minute'));
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <Callout
        ref={headRef}
        tabIndex={-1}
        tone="ok"
        live="polite"
        title={t('add.done', { name: added.fullName ?? added.username })}
      />
      {added.generatedPassword !== null && <GeneratedPassword password={added.generatedPassword} />}
      <Card>
        <KeyValueList
          items={[
            { label: t('field.username'), value: <CopyText text={added.username} /> },
            { label: t('field.plan'), value: service && <bdi>{service.planName}</bdi> },
            { label: t('summary.until'), value: until },
          ]}
        />
      </Card>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/subscribers/${added.id}`} variant="primary" icon={ExternalLink}>
          {t('add.open')}
        </ButtonLink>
        <Button icon={UserPlus} onClick={onAnother}>
          {t('add.another')}
        </Button>
      </div>
    </div>
  );
}
