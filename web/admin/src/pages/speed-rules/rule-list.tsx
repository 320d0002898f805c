import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card, Menu, StatusChip, SwitchInput, useToast } from '@trunkline/web-ui';
import { Pencil, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { allRulesQuery, bodyOfRule, putRule, type SpeedRule } from './rule-queries.ts';
import { ruleLook, useRuleWords } from './use-rule-words.tsx';

interface RuleListProps {
  rules: readonly SpeedRule[];
  onOpen: (id: string) => void;
  onRemove: (rule: SpeedRule) => void;
}

/** The rules in the order in which they are asked. */
export function RuleList({ rules, onOpen, onRemove }: RuleListProps): ReactElement {
  const { t } = useTranslation('speed-rules');
  return (
    <Card title={t('list.title')} subtitle={t('list.subtitle')} isPadded={false}>
      <ol className="divide-y divide-line">
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} onOpen={() => onOpen(rule.id)} onRemove={() => onRemove(rule)} />
        ))}
      </ol>
    </Card>
  );
}

interface RuleRowProps {
  rule: SpeedRule;
  onOpen: () => void;
  onRemove: () => void;
}

function RuleRow({ rule, onOpen, onRemove }: RuleRowProps): ReactElement {
  const { t } = useTranslation('speed-rules');
  const words = useRuleWords();
  const mayWrite = useCan('speed.write');
  const { name, priority } = rule;
  const { tone, icon } = ruleLook(rule);
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <RuleSwitch rule={rule} mayWrite={mayWrite} />
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <button
          type="button"
          onClick={onOpen}
          className="min-h-6 min-w-0 truncate text-start font-medium text-accent hover:underline phone:min-h-11"
        >
          <bdi>{name}</bdi>
        </button>
        <StatusChip tone={rule.isEnabled ? tone : 'off'} icon={icon}>
          <bdi>{words.effect(rule)}</bdi>
        </StatusChip>
        {!rule.isEnabled && <span className="text-sm text-muted">{t('list.off')}</span>}
        <span className="basis-full text-sm text-muted">
          <bdi>{words.scope(rule)}</bdi> · <bdi>{words.hours(rule)}</bdi> ·{' '}
          <bdi>{t('list.priority', { priority })}</bdi>
        </span>
      </div>
      {mayWrite && (
        <Menu
          label={t('menu', { name })}
          items={[
            { id: 'edit', label: t('edit.open'), icon: Pencil, onSelect: onOpen },
            '-',
            { id: 'remove', label: t('remove.open'), icon: Trash2, isDanger: true, onSelect: onRemove },
          ]}
        />
      )}
    </li>
  );
}

/** On or off at once; a press too many is undone by another. */
function RuleSwitch({ rule, mayWrite }: { rule: SpeedRule; mayWrite: boolean }): ReactElement {
  const { t } = useTranslation('speed-rules');
  const queries = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: (isEnabled: boolean) => putRule(rule, { ...bodyOfRule(rule), isEnabled }),
    onError: () => toast({ tone: 'bad', title: t('list.switchFailed', { name: rule.name }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: allRulesQuery.queryKey }),
  });
  return (
    <SwitchInput
      aria-label={t('list.switch', { name: rule.name })}
      isChecked={change.isPending ? change.variables : rule.isEnabled}
      onChange={(isEnabled) => change.mutate(isEnabled)}
      disabled={!mayWrite || change.isPending}
    />
  );
}
