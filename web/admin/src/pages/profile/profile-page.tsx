import { AppearancePicker, Card, PageHeader } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { LanguagePicker } from '../../shell/language-picker.tsx';
import { OwnSessionsCard } from './own-sessions-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { PersonCard } from './person-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';

/** Everything that a person decides about themselves. */
export function ProfilePage(): ReactElement {
  const { t } = useTranslation('profile');
  const { role, tenant } = useMe();
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle', { role: role.name, tenant: tenant.name })} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <PersonCard />
        <PasswordCard />
        <SecondFactorCard />
        <Card title={t('display.title')} subtitle={t('display.subtitle')}>
          <div className="flex flex-col items-start gap-4">
            <LanguagePicker />
            <AppearancePicker />
          </div>
        </Card>
        <div className="min-w-0 lg:col-span-2">
          <OwnSessionsCard />
        </div>
      </div>
    </>
  );
}
