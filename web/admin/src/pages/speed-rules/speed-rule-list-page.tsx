import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Button,
  Callout,
  Card,
  ConfirmDialog,
  EmptyState,
  NoPermissionState,
  PageHeader,
  QueryView,
  useShortcut,
  WeekGrid,
} from '@trunkline/web-ui';
import { CalendarClock, Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { ruleStretches } from './rule-blocks.ts';
import { RuleDrawer } from './rule-drawer.tsx';
import { RuleList } from './rule-list.tsx';
import { allRulesQuery, type SavedRule, type SpeedRule } from './rule-queries.ts';
import { ruleLook, useRuleWords } from './use-rule-words.tsx';

const route = getRouteApi('/shell/speed-rules');

/** Speed by the hour, by plan and by group: on the week, and as a list to change. */
export function SpeedRuleListPage(): ReactElement {
  const { t } = useTranslation('speed-rules');
  const navigate = route.useNavigate();
  const { rule: openId } = route.useSearch();
  const [mayRead, mayWrite] = [useCan('speed.read'), useCan('speed.write')];
  const rules = useQuery({ ...allRulesQuery, enabled: mayRead });
  const [removing, setRemoving] = useState<SpeedRule>();
  const [saved, setSaved] = useState<SavedRule>();
  const open = (id: string | undefined): void =>
    void navigate({ search: id === undefined ? {} : { rule: id } });
  useShortcut({ keys: 'n', label: t('add.title'), run: () => open('new'), isEnabled: mayWrite });
  const addButton = mayWrite && (
    <Button variant="primary" icon={Plus} onClick={() => open('new')}>
      {t('add.open')}
    </Button>
  );
  const opened = rules.data?.find(({ id }) => id === openId);
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={addButton} />
      {saved && saved.warnings.length > 0 && <Warnings saved={saved} />}
      {mayRead ? (
        <QueryView
          query={rules}
          isEmpty={(all) => all.length === 0}
          empty={
            <EmptyState icon={CalendarClock} title={t('empty.title')} action={addButton}>
              {t('empty.text')}
            </EmptyState>
          }
        >
          {(all) => (
            <div className="flex flex-col gap-4">
              <RuleWeek rules={all} onOpen={open} />
              <RuleList rules={all} onOpen={open} onRemove={setRemoving} />
            </div>
          )}
        </QueryView>
      ) : (
        <NoPermissionState permission="speed.read" />
      )}
      <RuleDrawer
        rule={opened}
        isOpen={mayRead && (opened !== undefined || (openId === 'new' && mayWrite))}
        onClose={() => open(undefined)}
        onSaved={setSaved}
        onRemove={setRemoving}
      />
      <RemoveDialog
        rule={removing}
        onClose={() => setRemoving(undefined)}
        onRemoved={() => open(undefined)}
      />
    </>
  );
}

/** What was kept and is worth a look all the same. */
function Warnings({ saved }: { saved: SavedRule }): ReactElement {
  const { t } = useTranslation('speed-rules');
  const hides = saved.warnings.some(({ code }) => code === 'speed.hides');
  const unusedTags = saved.warnings.flatMap(({ code, field }) =>
    code === 'speed.tag_unused' ? (saved.tags?.[Number(field.split('.')[1])] ?? []) : [],
  );
  return (
    <Callout tone="warn" live="polite" className="mb-4" title={t('warning.title', { name: saved.name })}>
      {hides && <p>{t('warning.hides')}</p>}
      {unusedTags.length > 0 && <p>{t('warning.tagUnused', { tags: unusedTags.join(', ') })}</p>}
    </Callout>
  );
}

interface RuleWeekProps {
  rules: readonly SpeedRule[];
  onOpen: (id: string) => void;
}

function RuleWeek({ rules, onOpen }: RuleWeekProps): ReactElement {
  const { t } = useTranslation('speed-rules');
  const words = useRuleWords();
  const stretches = ruleStretches(rules);
  return (
    <Card title={t('week.title')} subtitle={t('week.subtitle')}>
      <WeekGrid
        label={t('week.hours')}
        lostLabel={t('week.lost')}
        onOpen={onOpen}
        blocks={rules.map((rule) => ({
          id: rule.id,
          label: rule.name,
          detail: words.effect(rule),
          ...ruleLook(rule),
          isOff: !rule.isEnabled,
          stretches: stretches.get(rule.id) ?? [],
        }))}
      />
    </Card>
  );
}

interface RemoveDialogProps {
  rule: SpeedRule | undefined;
  onClose: () => void;
  onRemoved: () => void;
}

function RemoveDialog({ rule, onClose, onRemoved }: RemoveDialogProps): ReactElement {
  const { t } = useTranslation('speed-rules');
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    if (!rule) return;
    await answerOf(api.DELETE('/api/speed-rules/{id}', { params: { path: { id: rule.id } } }));
    await queries.invalidateQueries({ queryKey: allRulesQuery.queryKey });
    onRemoved();
  };
  return (
    <ConfirmDialog
      isOpen={rule !== undefined}
      onClose={onClose}
      title={t('remove.question', { name: rule?.name ?? '' })}
      confirmLabel={t('remove.open')}
      onConfirm={remove}
      isDanger
    >
      {t('remove.text')}
    </ConfirmDialog>
  );
}
