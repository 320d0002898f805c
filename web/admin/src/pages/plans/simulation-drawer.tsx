import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Button,
  ButtonLink,
  Drawer,
  NumberField,
  QueryView,
  RadioCards,
  SelectField,
  SwitchField,
  TagsField,
  UnitField,
  currencyDigits,
  now,
  toZonedText,
  useApiForm,
  useFormat,
} from '@trunkline/web-ui';
import { ExternalLink, Play } from 'lucide-react';
import { useId, useState, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { TermsBody } from './plan-queries.ts';
import { SimulationProgress } from './simulation-progress.tsx';
import { isUnderWay, simulationQuery, startSimulation, type SimulationBody } from './simulation-queries.ts';
import { daysOfRange, simulationRanges, type SimulationRange } from './simulation-range.ts';
import { SimulationTiles } from './simulation-tiles.tsx';
import { useDayWords } from './use-simulation-words.ts';

interface SimulationDrawerProps {
  terms: TermsBody;
  /** The plan whose new version the terms would be; undefined: a plan that is being made. */
  planId: string | undefined;
  onClose: () => void;
}

/** Asks whose usage is replayed through the terms of the form, and shows what comes of it; nothing is saved. */
export function SimulationDrawer({ terms, planId, onClose }: SimulationDrawerProps): ReactElement {
  const { t } = useTranslation('simulation');
  const [startedId, setStartedId] = useState<string>();
  const formId = useId();
  return (
    <Drawer
      isOpen
      onClose={onClose}
      size="lg"
      title={t('drawer.title')}
      description={t('drawer.text')}
      footer={
        startedId === undefined ? (
          <>
            <Button onClick={onClose}>{t('drawer.cancel')}</Button>
            <Button type="submit" form={formId} variant="primary" icon={Play}>
              {t('drawer.start')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setStartedId(undefined)}>{t('drawer.again')}</Button>
            <ButtonLink
              variant="primary"
              icon={ExternalLink}
              href={`/plans/simulations/${startedId}`}
              target="_blank"
            >
              {t('drawer.open')}
            </ButtonLink>
          </>
        )
      }
    >
      {startedId === undefined ? (
        <SimulationForm formId={formId} terms={terms} planId={planId} onStarted={setStartedId} />
      ) : (
        <StartedSimulation id={startedId} />
      )}
    </Drawer>
  );
}

function StartedSimulation({ id }: { id: string }): ReactElement {
  const { t } = useTranslation('simulation');
  const simulation = useQuery(simulationQuery(id));
  return (
    <QueryView query={simulation}>
      {(data) => (
        <div className="flex flex-col gap-4">
          <SimulationProgress simulation={data} />
          <SimulationTiles simulation={data} />
          {!isUnderWay(data) && <p className="text-sm text-muted">{t('drawer.openText')}</p>}
        </div>
      )}
    </QueryView>
  );
}

interface SimulationValues {
  whom: 'holders' | 'tags' | 'everybody';
  tags: string[];
  range: SimulationRange;
  buysTopUps: boolean;
  topUpBytes: number | null;
  topUpPrice: number | null;
}

interface SimulationFormProps {
  formId: string;
  terms: TermsBody;
  planId: string | undefined;
  onStarted: (id: string) => void;
}

function SimulationForm({ formId, terms, planId, onStarted }: SimulationFormProps): ReactElement {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const queries = useQueryClient();
  const dayWords = useDayWords();
  const today = toZonedText(now(), format.timeZone).slice(0, 10);
  const mayCut = terms.quota !== null && terms.quota.bytes !== null && terms.quota.atZero !== 'slow';
  const form = useApiForm<SimulationValues, { id: string }>({
    defaultValues: {
      whom: planId === undefined ? 'everybody' : 'holders',
      tags: [],
      range: 'last_month',
      buysTopUps: false,
      topUpBytes: 10_000_000_000,
      topUpPrice: 0,
    },
    submit: (values) => startSimulation(toBody(values, { terms, planId, today, currency: format.currency })),
    onSaved: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['simulations', 'recent'] });
      onStarted(id);
    },
  });
  const { whom, range, buysTopUps } = useWatch({ control: form.methods.control });
  const days = daysOfRange(range ?? 'last_month', today);
  const choices = (['holders', 'tags', 'everybody'] as const).filter(
    (value) => value !== 'holders' || planId !== undefined,
  );
  return (
    <ApiForm form={form} id={formId}>
      <RadioCards
        name="whom"
        label={t('form.whom')}
        options={choices.map((value) => ({
          value,
          label: t(`whom.${value}`),
          description: t(`whom.${value}Text`),
        }))}
      />
      {whom === 'tags' && <TagsField name="tags" label={t('form.tags')} hint={t('form.tagsHint')} />}
      <SelectField
        name="range"
        label={t('form.range')}
        hint={t('days', { from: dayWords(days.from), to: dayWords(days.to) })}
        options={simulationRanges.map((value) => ({ value, label: t(`range.${value}`) }))}
      />
      {mayCut && (
        <SwitchField name="buysTopUps" label={t('form.buysTopUps')} hint={t('form.buysTopUpsHint')} />
      )}
      {mayCut && buysTopUps && (
        <div className="grid gap-4 sm:grid-cols-2">
          <UnitField kind="bytes" name="topUpBytes" label={t('form.topUpBytes')} isRequired />
          <NumberField name="topUpPrice" label={t('form.topUpPrice')} suffix={format.currency} isRequired />
        </div>
      )}
    </ApiForm>
  );
}

function toBody(
  { whom, tags, range, buysTopUps, topUpBytes, topUpPrice }: SimulationValues,
  {
    terms,
    planId,
    today,
    currency,
  }: { terms: TermsBody; planId: string | undefined; today: string; currency: string },
): SimulationBody {
  const priceMinor = Math.round((topUpPrice ?? 0) * 10 ** currencyDigits(currency));
  return {
    terms,
    planId: planId ?? null,
    who: whom === 'tags' ? { tags } : whom === 'holders' ? { planId: planId! } : { everybody: true },
    ...daysOfRange(range, today),
    topUp: buysTopUps ? { bytes: topUpBytes ?? 0, priceMinor } : null,
  };
}
