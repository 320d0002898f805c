import { NoPermissionState, PageHeader } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { AddForm, type AddedSubscriber } from './add/add-form.tsx';
import { SubscriberAdded } from './add/subscriber-added.tsx';
import { addSubscriberRoute } from './routes.ts';

/** A subscriber with service, on one screen. */
export function AddSubscriberPage(): ReactElement {
  const { t } = useTranslation('subscribers');
  const { username } = addSubscriberRoute.useSearch();
  const mayAdd = useCan('subscribers.write');
  const [added, setAdded] = useState<AddedSubscriber>();
  return (
    <>
      <PageHeader title={t('add.title')} breadcrumbs={[{ label: t('title'), href: '/subscribers' }]} />
      {!mayAdd && <NoPermissionState permission="subscribers.write" />}
      {mayAdd && !added && <AddForm username={username ?? ''} onAdded={setAdded} />}
      {added && <SubscriberAdded added={added} onAnother={() => setAdded(undefined)} />}
    </>
  );
}
