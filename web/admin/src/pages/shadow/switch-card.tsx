import { useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Callout,
  Card,
  CheckboxInput,
  ConfirmDialog,
  CopyText,
  KeyValueList,
  MeterBar,
  useFormat,
  useToast,
} from '@trunkline/web-ui';
import { ListRestart, Repeat2, Undo2 } from 'lucide-react';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { forgetDisagreements, switchShadow, type Shadow } from './shadow-queries.ts';
import { useWhyNot } from './use-why-not.ts';

type Question = 'ours' | 'theirs' | 'forget';

/** Who answers the routers, and the one press that changes it. */
export function SwitchCard({ shadow }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const mayManage = useCan('shadow.manage');
  const [question, setQuestion] = useState<Question>();
  const { mode, answeredBy, server } = shadow;
  const isOurs = answeredBy === 'ours';
  const close = (): void => setQuestion(undefined);
  return (
    <Card
      title={t('switch.title')}
      subtitle={t(`switch.now.${mode === 'listener' ? 'listener' : answeredBy}`)}
    >
      <div className="flex flex-col gap-4">
        <KeyValueList
          items={[
            { label: t('setup.mode'), value: t(`mode.${mode}.title`) },
            {
              label: t('switch.server'),
              value: server && (
                <>
                  <CopyText text={server.address} />{' '}
                  <bdi dir="ltr" className="font-mono text-sm text-muted">
                    {server.uses.toUpperCase()} {server.authPort}/{server.acctPort}
                  </bdi>
                </>
              ),
            },
          ]}
        />
        {mode === 'proxy' && <Readiness shadow={shadow} />}
        {mayManage && (
          <div className="flex flex-wrap gap-2">
            {mode === 'proxy' && (
              <Button
                variant={!isOurs && shadow.canSwitch ? 'primary' : 'plain'}
                icon={isOurs ? Undo2 : Repeat2}
                onClick={() => setQuestion(isOurs ? 'theirs' : 'ours')}
              >
                {t(isOurs ? 'switch.back' : 'switch.over')}
              </Button>
            )}
            <Button icon={ListRestart} onClick={() => setQuestion('forget')}>
              {t('forget.open')}
            </Button>
          </div>
        )}
      </div>
      <SwitchDialog
        shadow={shadow}
        to={isOurs ? 'theirs' : 'ours'}
        isOpen={question === 'ours' || question === 'theirs'}
        onClose={close}
      />
      <ForgetDialog isOpen={question === 'forget'} onClose={close} />
    </Card>
  );
}

function Readiness({ shadow }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const whyNot = useWhyNot();
  const { answeredBy, canSwitch, loginsSinceZero, neededLogins } = shadow;
  if (answeredBy === 'ours') {
    return (
      <Callout tone="ok" title={t('switch.doneTitle')}>
        {t('switch.doneText')}
      </Callout>
    );
  }
  if (canSwitch) {
    return (
      <Callout tone="ok" title={t('switch.readyTitle')}>
        {t('switch.readyText')}
      </Callout>
    );
  }
  const row = Math.min(loginsSinceZero, neededLogins);
  const words = t('switch.row', { row: format.count(row), needed: format.count(neededLogins) });
  return (
    <>
      <Callout tone="warn" title={t('switch.notReadyTitle')}>
        {whyNot(shadow)}
      </Callout>
      <div className="flex flex-col gap-1">
        <p className="text-sm text-muted">{words}</p>
        <MeterBar label={t('switch.rowLabel')} value={row} max={neededLogins} valueText={words} />
      </div>
    </>
  );
}

interface SwitchDialogProps {
  shadow: Shadow;
  to: Shadow['answeredBy'];
  isOpen: boolean;
  onClose: () => void;
}

/** Says what the routers will see; against the count it takes a tick that says so. */
function SwitchDialog({ shadow, to, isOpen, onClose }: SwitchDialogProps): ReactElement {
  const { t } = useTranslation('shadow');
  const whyNot = useWhyNot();
  const queries = useQueryClient();
  const toast = useToast();
  const tickId = useId();
  const [anyway, setAnyway] = useState(false);
  const isAgainst = to === 'ours' && !shadow.canSwitch;
  const run = async (): Promise<void> => {
    if (isAgainst && !anyway) throw new Error(t('switch.mustTick'));
    await switchShadow(to, isAgainst && anyway);
    await queries.invalidateQueries({ queryKey: ['shadow'] });
    toast({ tone: 'ok', title: t(`switch.done.${to}`) });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={() => {
        setAnyway(false);
        onClose();
      }}
      title={t(`switch.question.${to}`)}
      confirmLabel={t(to === 'ours' ? 'switch.over' : 'switch.back')}
      onConfirm={run}
      isDanger={isAgainst}
    >
      <ul className="flex list-disc flex-col gap-1.5 ps-5">
        {(['answers', 'sessions', 'accounting', 'return'] as const).map((effect) => (
          <li key={effect}>{t(`switch.effect.${to}.${effect}`)}</li>
        ))}
      </ul>
      {isAgainst && (
        <Callout tone="bad" className="mt-4" title={t('switch.againstTitle')}>
          <p>{whyNot(shadow)}</p>
          <div className="mt-2 flex items-start gap-2.5">
            <CheckboxInput id={tickId} isChecked={anyway} onChange={setAnyway} className="mt-0.5" />
            <label htmlFor={tickId}>{t('switch.anyway')}</label>
          </div>
        </Callout>
      )}
    </ConfirmDialog>
  );
}

function ForgetDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation('shadow');
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('forget.title')}
      confirmLabel={t('forget.open')}
      onConfirm={async () => {
        await forgetDisagreements();
        await queries.invalidateQueries({ queryKey: ['shadow'] });
      }}
    >
      {t('forget.text')}
    </ConfirmDialog>
  );
}
