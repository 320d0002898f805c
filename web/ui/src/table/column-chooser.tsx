import { Menu as Base } from '@base-ui/react/menu';
import { Check, Columns3 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../primitives/button.tsx';
import type { ColumnDefinition } from './column.ts';
import type { VisibleColumns } from './use-visible-columns.ts';

interface ColumnChooserProps<Row> {
  columns: readonly ColumnDefinition<Row>[];
  visible: VisibleColumns;
}

const itemClass =
  'mx-1 flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-hover phone:min-h-11';

/** Which columns show. One always does. */
export function ColumnChooser<Row>({ columns, visible }: ColumnChooserProps<Row>): ReactElement {
  const { t } = useTranslation('table');
  const hideable = columns.filter(({ isHideable }) => isHideable !== false);
  const toggle = (id: string, isShown: boolean): void => {
    const ids = columns
      .map((column) => column.id)
      .filter((other) => (other === id ? isShown : visible.ids.includes(other)));
    if (ids.length > 0) visible.choose(ids);
  };
  return (
    <Base.Root>
      <Base.Trigger render={<IconButton icon={Columns3} aria-label={t('columns')} />} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4} className="z-40 outline-none">
          <Base.Popup
            aria-label={t('columns')}
            className="max-h-(--available-height) min-w-48 overflow-y-auto rounded-lg border border-line bg-raised py-1 shadow-overlay outline-none"
          >
            {hideable.map(({ id, header }) => (
              <Base.CheckboxItem
                key={id}
                checked={visible.ids.includes(id)}
                onCheckedChange={(isShown) => toggle(id, isShown)}
                closeOnClick={false}
                className={itemClass}
              >
                <span className="grid size-4 place-items-center rounded-sm border border-control">
                  <Base.CheckboxItemIndicator>
                    <Check size={12} aria-hidden />
                  </Base.CheckboxItemIndicator>
                </span>
                {header}
              </Base.CheckboxItem>
            ))}
            <Base.Separator className="my-1 border-t border-line" />
            <Base.Item onClick={() => visible.choose(null)} className={itemClass}>
              {t('columnsReset')}
            </Base.Item>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
