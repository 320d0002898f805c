import { Callout, CopyText, KeyValueList, useFormat } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { FirstSubscriberForm, type AddedSubscriber } from './first-subscriber-form.tsx';
import type { GuideFacts } from './guide-facts.ts';
import { GuideStep } from './guide-step.tsx';

/** Somebody who may log in, and the login itself. May be filled in before the router has been heard. */
export function FirstLoginStep({ facts }: { facts: GuideFacts }): ReactElement {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const [added, setAdded] = useState<AddedSubscriber>();
  const { router, login } = facts;
  const state = login ? 'done' : router ? 'now' : 'later';
  return (
    <GuideStep
      number={3}
      title={t('guide.login.title')}
      state={state}
      waiting={added ? t('guide.login.waiting') : undefined}
      proof={
        login && (
          <Trans
            t={t}
            i18nKey="guide.login.proof"
            values={{ at: format.instant(login.at) }}
            components={{ name: <bdi className="font-mono">{login.username}</bdi> }}
          />
        )
      }
    >
      {added ? <LoginToTry added={added} /> : <FirstSubscriberForm onAdded={setAdded} />}
    </GuideStep>
  );
}

function LoginToTry({ added }: { added: AddedSubscriber }): ReactElement {
  const { t } = useTranslation('setup');
  return (
    <Callout tone="info" title={t('guide.login.try')}>
      <KeyValueList
        className="mt-2"
        items={[
          { label: t('guide.login.username'), value: <CopyText text={added.username} /> },
          {
            label: t('guide.login.password'),
            value: added.password && <CopyText text={added.password} />,
            hint: t('guide.login.passwordHint'),
          },
        ]}
      />
    </Callout>
  );
}
