import { Button, useFormat } from '@trunkline/web-ui';
import { FlaskConical } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { termsOfValues, type PlanValues } from './plan-form-values.ts';
import type { TermsBody } from './plan-queries.ts';

const SimulationDrawer = lazy(async () => ({
  default: (await import('./simulation-drawer.tsx')).SimulationDrawer,
}));

/** Tries the terms as they stand in the form, saved or not. */
export function TryTermsButton({ planId }: { planId?: string }): ReactElement | null {
  const { t } = useTranslation('plans');
  const { currency } = useFormat();
  const { getValues } = useFormContext<PlanValues>();
  const [terms, setTerms] = useState<TermsBody>();
  if (!useCan('plans.simulate')) return null;
  return (
    <>
      <Button
        size="sm"
        icon={FlaskConical}
        onClick={() => setTerms(termsOfValues(getValues('terms'), currency))}
      >
        {t('tryTerms')}
      </Button>
      {terms && (
        <Suspense>
          <SimulationDrawer terms={terms} planId={planId} onClose={() => setTerms(undefined)} />
        </Suspense>
      )}
    </>
  );
}
