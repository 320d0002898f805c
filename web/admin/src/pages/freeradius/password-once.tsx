import { Callout, CodeBlock } from '@trunkline/web-ui';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PasswordOnceProps {
  password: string;
  /** What comes next. */
  action: ReactNode;
}

/** FreeRADIUS's password for the database: only its fingerprint is kept here. */
export function PasswordOnce({ password, action }: PasswordOnceProps): ReactElement {
  const { t } = useTranslation('freeradius');
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="ok" live="polite" title={t('password.title')}>
        {t('password.text')}
      </Callout>
      <CodeBlock label={t('password.label')} code={password} />
      <div>{action}</div>
    </div>
  );
}
