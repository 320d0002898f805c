import { Button, Card } from '@trunkline/web-ui';
import { Database, Power, RefreshCw, ReceiptText, type LucideIcon } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { BridgeCost } from './bridge-cost.tsx';
import { TurnOnDialog } from './turn-on-dialog.tsx';

const gains: { id: 'tables' | 'inStep' | 'accounting'; icon: LucideIcon }[] = [
  { id: 'tables', icon: Database },
  { id: 'inStep', icon: RefreshCw },
  { id: 'accounting', icon: ReceiptText },
];

/** What the bridge is and what it costs, before anybody turns it on. */
export function BridgeOff(): ReactElement {
  const { t } = useTranslation('freeradius');
  const mayManage = useCan('freeradius.manage');
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title={t('what.title')} subtitle={t('what.subtitle')}>
        <ul className="flex flex-col gap-4">
          {gains.map(({ id, icon: Icon }) => (
            <li key={id} className="flex gap-3">
              <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent">
                <Icon size={18} aria-hidden />
              </span>
              <div className="min-w-0">
                <h3 className="font-semibold">{t(`what.${id}.title`)}</h3>
                <p className="text-muted">{t(`what.${id}.text`)}</p>
              </div>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('cost.title')}>
        <div className="flex flex-col gap-4">
          <BridgeCost />
          {mayManage ? (
            <div>
              <Button variant="primary" icon={Power} onClick={() => setAsking(true)}>
                {t('turnOn.open')}
              </Button>
            </div>
          ) : (
            <p className="text-sm text-muted">{t('turnOn.notAllowed')}</p>
          )}
        </div>
      </Card>
      <TurnOnDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </div>
  );
}
