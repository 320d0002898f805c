import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FrontFrame } from '../../shell/front-frame.tsx';
import { EnrolSecondFactor } from '../profile/enrol-second-factor.tsx';
import { useGoOn } from './use-go-on.ts';

/** Where the tenant asks for a second factor, before anything else. */
export function AddSecondFactorPage(): ReactElement {
  const { t } = useTranslation('sign-in');
  const goOn = useGoOn();
  return (
    <FrontFrame title={t('addFactor.title')} subtitle={t('addFactor.subtitle')}>
      <EnrolSecondFactor onDone={() => void goOn()} />
    </FrontFrame>
  );
}
