import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Button,
  ConflictNotice,
  Drawer,
  FormActions,
  useApiForm,
  useToast,
} from '@trunkline/web-ui';
import { Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { RuleFields } from './rule-fields.tsx';
import { allRulesQuery, putRule, type SavedRule, type SpeedRule } from './rule-queries.ts';
import { newRule, ruleOfValues, valuesOfRule, type RuleValues } from './rule-values.ts';

interface RuleDrawerProps {
  /** Undefined: a new one. */
  rule: SpeedRule | undefined;
  isOpen: boolean;
  onClose: () => void;
  onSaved: (rule: SavedRule) => void;
  onRemove: (rule: SpeedRule) => void;
}

export function RuleDrawer({ isOpen, ...props }: RuleDrawerProps): ReactElement {
  const { t } = useTranslation('speed-rules');
  const { rule, onClose } = props;
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      size="lg"
      title={rule ? t('edit.title', { name: rule.name }) : t('add.title')}
    >
      {isOpen && <RuleForm key={rule?.id} {...props} />}
    </Drawer>
  );
}

const conflictFields = ['name', 'isEnabled', 'priority', 'percent', 'downloadBps', 'uploadBps'] as const;

type RuleFormProps = Omit<RuleDrawerProps, 'isOpen'>;

function RuleForm(props: RuleFormProps): ReactElement {
  const { t } = useTranslation('speed-rules');
  const { rule, onClose, onRemove } = props;
  const { form, setRevision } = useRuleForm(props);
  const decide = (present: SpeedRule, values?: RuleValues): void => {
    setRevision(present.revision);
    if (values) form.methods.reset(values);
    form.clearFailure();
  };
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as SpeedRule;
    return (
      <ConflictNotice
        theirs={{ ...present }}
        yours={{ ...ruleOfValues(form.methods.getValues()) }}
        fields={conflictFields.map((field) => ({ field, label: t(`field.${field}`) }))}
        onTakeTheirs={() => decide(present, valuesOfRule(present))}
        onKeepMine={() => decide(present)}
      />
    );
  };
  return (
    <ApiForm form={form} conflict={conflict}>
      <RuleFields />
      <FormActions submitLabel={t(rule ? 'edit.submit' : 'add.submit')} onCancel={onClose}>
        {rule && (
          <Button icon={Trash2} onClick={() => onRemove(rule)}>
            {t('remove.open')}
          </Button>
        )}
      </FormActions>
    </ApiForm>
  );
}

function useRuleForm({ rule, onClose, onSaved }: RuleFormProps) {
  const { t } = useTranslation('speed-rules');
  const queries = useQueryClient();
  const toast = useToast();
  const [revision, setRevision] = useState(rule?.revision ?? 0);
  const form = useApiForm<RuleValues, SavedRule>({
    defaultValues: rule ? valuesOfRule(rule) : newRule,
    submit: async (values) => {
      const body = ruleOfValues(values);
      if (rule) return putRule({ id: rule.id, revision }, body);
      return (await answerOf(api.POST('/api/speed-rules', { body }))).data;
    },
    onSaved: (saved) => {
      void queries.invalidateQueries({ queryKey: allRulesQuery.queryKey });
      toast({ tone: 'ok', title: t('saved', { name: saved.name }) });
      onSaved(saved);
      onClose();
    },
  });
  return { form, setRevision };
}
