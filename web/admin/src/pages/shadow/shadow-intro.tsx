import { Button, Card } from '@trunkline/web-ui';
import { Eye, ListX, Repeat2, Settings2, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';

const steps: { id: 'watch' | 'mend' | 'switch'; icon: LucideIcon }[] = [
  { id: 'watch', icon: Eye },
  { id: 'mend', icon: ListX },
  { id: 'switch', icon: Repeat2 },
];

/** How to come from another RADIUS server without a night of fear. */
export function ShadowIntro({ onSetUp }: { onSetUp: () => void }): ReactElement {
  const { t } = useTranslation('shadow');
  const mayManage = useCan('shadow.manage');
  return (
    <Card title={t('intro.title')} subtitle={t('intro.subtitle')} className="max-w-4xl">
      <ol className="grid gap-5 md:grid-cols-3">
        {steps.map(({ id, icon: Icon }, index) => (
          <li key={id} className="flex flex-col gap-1.5">
            <span className="inline-flex size-9 items-center justify-center rounded-lg bg-accent-soft text-accent">
              <Icon size={18} aria-hidden />
            </span>
            <h3 className="font-semibold">
              {index + 1}. {t(`intro.${id}.title`)}
            </h3>
            <p className="text-muted">{t(`intro.${id}.text`)}</p>
          </li>
        ))}
      </ol>
      <div className="mt-5">
        {mayManage ? (
          <Button variant="primary" icon={Settings2} onClick={onSetUp}>
            {t('setup.open')}
          </Button>
        ) : (
          <p className="text-sm text-muted">{t('setup.notAllowed')}</p>
        )}
      </div>
    </Card>
  );
}
