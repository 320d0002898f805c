import { Button, Dialog, IconButton, Menu, useToast, type MenuItems } from '@trunkline/web-ui';
import { ApiForm, TextField, useApiForm } from '@trunkline/web-ui/form';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, BookmarkPlus, Trash2 } from 'lucide-react';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { useCan } from '../../../api/me.ts';

const list = 'subscribers';
const viewsQuery = queryOptions({
  queryKey: ['views', list],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/views', { params: { query: { list } }, signal }))).data,
});
type SavedView = Awaited<ReturnType<NonNullable<(typeof viewsQuery)['queryFn']>>>[number];

interface SavedViewsProps {
  /** The search parameters as they are now. */
  search: string;
  onChoose: (search: string) => void;
}

/** Filters under a name: choosing one sets the list, saving keeps what it shows now. */
export function SavedViews({ search, onChoose }: SavedViewsProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const views = useQuery(viewsQuery);
  const maySave = useCan('views.write');
  const [isSaving, setSaving] = useState(false);
  const chosen = views.data?.find((view) => view.search === search);
  const items: MenuItems = (views.data ?? []).map((view) => ({
    id: view.id,
    label: view.name,
    icon: Bookmark,
    onSelect: () => onChoose(view.search),
  }));
  if (search !== '') {
    items.push(...(items.length > 0 ? ['-' as const] : []), {
      id: 'all',
      label: t('views.all'),
      onSelect: () => onChoose(''),
    });
  }
  return (
    <span className="inline-flex items-center gap-1">
      {items.length > 0 && (
        <Menu
          align="start"
          items={items}
          trigger={
            <Button size="sm" icon={Bookmark}>
              {chosen?.name ?? t('views.title')}
            </Button>
          }
        />
      )}
      {maySave && search !== '' && !chosen && (
        <Button size="sm" variant="ghost" icon={BookmarkPlus} onClick={() => setSaving(true)}>
          {t('views.save')}
        </Button>
      )}
      {maySave && chosen && <RemoveView view={chosen} />}
      {isSaving && <SaveViewDialog search={search} onClose={() => setSaving(false)} />}
    </span>
  );
}

function RemoveView({ view }: { view: SavedView }): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const refresh = () => client.invalidateQueries({ queryKey: ['views', list] });
  const restore = async (): Promise<void> => {
    const { name, search } = view;
    await answerOf(api.PUT('/api/views', { body: { list, name, search } }));
    await refresh();
  };
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/api/views/{id}', { params: { path: { id: view.id } } }));
    await refresh();
    toast({ title: t('views.removed', { name: view.name }), onUndo: () => void restore() });
  };
  return (
    <IconButton
      size="sm"
      icon={Trash2}
      aria-label={t('views.remove', { name: view.name })}
      onClick={() => void remove()}
    />
  );
}

function SaveViewDialog({ search, onClose }: { search: string; onClose: () => void }): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const formId = useId();
  const form = useApiForm({
    defaultValues: { name: '' },
    submit: ({ name }) => answerOf(api.PUT('/api/views', { body: { list, name, search } })),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['views', list] });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('views.save')}
      description={t('views.saveHint')}
      footer={
        <Button type="submit" form={formId} variant="primary" isPending={form.methods.formState.isSubmitting}>
          {t('action.save')}
        </Button>
      }
    >
      <ApiForm form={form} id={formId}>
        <TextField name="name" label={t('views.name')} isRequired maxLength={60} />
      </ApiForm>
    </Dialog>
  );
}
