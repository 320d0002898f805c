import { useQuery } from '@tanstack/react-query';
import { ButtonLink, Callout, QueryView } from '@trunkline/web-ui';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FrontFrame } from '../../shell/front-frame.tsx';
import { SetupForm } from './setup-form.tsx';
import { setupQuery } from './setup-queries.ts';

/** The first run: whoever opens the link that the start printed becomes the owner. */
export function SetupPage(): ReactElement {
  const { t } = useTranslation('setup');
  const code = useCodeOfAddress();
  const query = useQuery(setupQuery);
  return (
    <FrontFrame title={t('title')} subtitle={t('subtitle')} isWide>
      <QueryView query={query}>
        {({ isOpen }) => {
          if (!isOpen) return <SetupClosed />;
          return code === '' ? <NoCode /> : <SetupForm code={code} />;
        }}
      </QueryView>
    </FrontFrame>
  );
}

/** Taken out of the address at once, so that nobody reads it over a shoulder or in the history. */
function useCodeOfAddress(): string {
  const [code] = useState(() => location.hash.slice(1));
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  }, []);
  return code;
}

function SetupClosed(): ReactElement {
  const { t } = useTranslation('setup');
  return (
    <Callout
      tone="info"
      title={t('closed.title')}
      actions={
        <ButtonLink href="/sign-in" variant="primary">
          {t('closed.signIn')}
        </ButtonLink>
      }
    >
      {t('closed.text')}
    </Callout>
  );
}

function NoCode(): ReactElement {
  const { t } = useTranslation('setup');
  return (
    <Callout tone="warn" title={t('noCode.title')}>
      {t('noCode.text')}
    </Callout>
  );
}
