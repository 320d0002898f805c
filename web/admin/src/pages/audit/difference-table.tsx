import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditDifference } from '../subscribers/tabs/audit-differences.ts';

/** Field by field: what stood there before, and after. Fields are named as the API names them. */
export function DifferenceTable({ differences }: { differences: readonly AuditDifference[] }): ReactElement {
  const { t } = useTranslation('audit');
  return (
    <table className="w-full table-fixed border-collapse text-start">
      <thead>
        <tr className="border-b border-line text-sm text-muted">
          <th className="w-1/4 py-1.5 pe-3 text-start font-medium">{t('field')}</th>
          <th className="py-1.5 pe-3 text-start font-medium">{t('before')}</th>
          <th className="py-1.5 text-start font-medium">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field} className="border-b border-line align-top last:border-0">
            <th
              scope="row"
              className="py-1.5 pe-3 text-start font-mono text-sm font-normal wrap-anywhere text-muted"
            >
              <bdi dir="ltr">{field}</bdi>
            </th>
            <td className="py-1.5 pe-3 wrap-anywhere">
              <Value text={before} tone="text-bad-fg" />
            </td>
            <td className="py-1.5 wrap-anywhere">
              <Value text={after} tone="text-ok-fg" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text, tone }: { text: string; tone: string }): ReactElement {
  const { t } = useTranslation('audit');
  if (text === '') return <span className="text-muted italic">{t('nothing')}</span>;
  return <bdi className={tone}>{text}</bdi>;
}
