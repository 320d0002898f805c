import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../primitives/button.tsx';
import { Callout } from '../primitives/callout.tsx';
import { rowDifferences, type RowDifference } from './row-differences.ts';

export interface ConflictField {
  /** The path in both rows. */
  field: string;
  label: string;
  /** How a value reads; as text where left out. */
  show?: ((value: unknown) => ReactNode) | undefined;
}

interface ConflictNoticeProps {
  theirs: Readonly<Record<string, unknown>>;
  yours: Readonly<Record<string, unknown>>;
  fields: readonly ConflictField[];
  /** Puts the stored row into the form. */
  onTakeTheirs: () => void;
  /** Saves again on top of the stored row's revision. */
  onKeepMine: () => void;
  isPending?: boolean | undefined;
}

/** Two people changed one row: shows the second what differs, and lets them decide. */
export function ConflictNotice(props: ConflictNoticeProps): ReactElement {
  const { theirs, yours, fields, onTakeTheirs, onKeepMine, isPending } = props;
  const { t } = useTranslation('ui');
  const differences = rowDifferences(
    { theirs, yours },
    fields.map(({ field }) => field),
  );
  return (
    <Callout
      tone="warn"
      live="assertive"
      title={t('conflict.title')}
      actions={
        <>
          <Button onClick={onTakeTheirs} disabled={isPending}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button variant="primary" onClick={onKeepMine} isPending={isPending}>
            {t('conflict.keepMine')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.text')}</p>
      {differences.length > 0 && <DifferenceTable differences={differences} fields={fields} />}
    </Callout>
  );
}

interface DifferenceTableProps {
  differences: RowDifference[];
  fields: readonly ConflictField[];
}

function DifferenceTable({ differences, fields }: DifferenceTableProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <table className="mt-2 w-full max-w-2xl border-collapse text-start wrap-normal">
      <thead>
        <tr className="border-b border-warn-line text-sm">
          <th className="py-1 pe-3 text-start font-medium">{t('conflict.field')}</th>
          <th className="py-1 pe-3 text-start font-medium">{t('conflict.theirs')}</th>
          <th className="py-1 text-start font-medium">{t('conflict.yours')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, theirs, yours }) => {
          const shown = fields.find((known) => known.field === field);
          return (
            <tr key={field} className="border-b border-warn-line align-top last:border-0">
              <th scope="row" className="py-1 pe-3 text-start font-medium wrap-normal">
                {shown?.label ?? field}
              </th>
              <td className="py-1 pe-3 wrap-anywhere">
                <ConflictValue value={theirs} show={shown?.show} />
              </td>
              <td className="py-1 font-semibold wrap-anywhere">
                <ConflictValue value={yours} show={shown?.show} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ConflictValue({ value, show }: { value: unknown; show: ConflictField['show'] }): ReactElement {
  const { t } = useTranslation('ui');
  const isEmpty = value === null || value === undefined || value === '';
  if (isEmpty) return <span className="font-normal italic">{t('conflict.empty')}</span>;
  return <bdi>{show ? show(value) : plainText(value)}</bdi>;
}

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
