import { Fragment, type ReactElement, type ReactNode } from 'react';
import { classNames } from '../class-names.ts';

export interface KeyValueItem {
  label: ReactNode;
  /** Nothing (`null`, `undefined`, empty) shows as a dash. */
  value: ReactNode;
  /** What the label means or where the value comes from, under the value. */
  hint?: ReactNode | undefined;
}

interface KeyValueListProps {
  items: KeyValueItem[];
  className?: string | undefined;
}

/** Facts in two columns, label beside value: dense, for cards and drawers. */
export function KeyValueList({ items, className }: KeyValueListProps): ReactElement {
  return (
    <dl
      className={classNames(
        'grid grid-cols-[minmax(6rem,max-content)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1',
        className,
      )}
    >
      {items.map((item, index) => (
        // The order of facts is fixed where it is written, so the place is the identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          <dt className="py-0.5 text-muted">{item.label}</dt>
          <dd className="min-h-6 min-w-0 py-0.5 wrap-anywhere">
            {shown(item.value)}
            {item.hint && <div className="text-sm text-muted">{item.hint}</div>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** Facts as columns of label above value: for the head of a page, where they are read across. */
export function DescriptionList({ items, className }: KeyValueListProps): ReactElement {
  return (
    <dl className={classNames('flex flex-wrap gap-x-8 gap-y-3', className)}>
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="min-w-0">
          <dt className="text-sm text-muted">{item.label}</dt>
          <dd className="flex min-h-6 flex-col items-start justify-center font-medium wrap-anywhere">
            {shown(item.value)}
            {item.hint && <div className="text-sm font-normal text-muted">{item.hint}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function shown(value: ReactNode): ReactNode {
  return value === null || value === undefined || value === '' ? (
    <span className="text-muted">—</span>
  ) : (
    value
  );
}
