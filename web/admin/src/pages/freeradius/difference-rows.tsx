import { StatusChip, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowDifference } from './freeradius-queries.ts';

type Kind = 'missing' | 'superfluous' | 'different';

const tones: Record<Kind, Tone> = { missing: 'bad', superfluous: 'warn', different: 'bad' };

function kindOf({ wanted, found }: RowDifference): Kind {
  if (found === null) return 'missing';
  return wanted === null ? 'superfluous' : 'different';
}

function keyOf({ table, name, attribute }: RowDifference): string {
  return `${table} ${name} ${attribute}`;
}

/** Row by row: where it stands, what should be there, what is. */
export function DifferenceRows({ differences }: { differences: readonly RowDifference[] }): ReactElement {
  return (
    <>
      <WideRows differences={differences} />
      <ul className="hidden divide-y divide-line phone:block">
        {differences.map((difference) => (
          <NarrowRow key={keyOf(difference)} difference={difference} />
        ))}
      </ul>
    </>
  );
}

const columns = ['kind', 'table', 'name', 'attribute', 'wanted', 'found'] as const;

function WideRows({ differences }: { differences: readonly RowDifference[] }): ReactElement {
  const { t } = useTranslation('freeradius');
  return (
    <section
      // It scrolls, so the keyboard must be able to reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('verify.rows')}
      className="max-h-96 overflow-auto phone:hidden"
    >
      <table className="w-full text-base">
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="px-3 py-2 text-start font-medium whitespace-nowrap first:ps-4 last:pe-4"
              >
                {t(`difference.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr
              key={keyOf(difference)}
              className="border-b border-line align-top last:border-b-0 *:px-3 *:py-1.5 *:first:ps-4 *:last:pe-4 hover:bg-hover"
            >
              <td>
                <KindChip difference={difference} />
              </td>
              <td>
                <Code text={difference.table} />
              </td>
              <td>
                <Code text={difference.name} />
              </td>
              <td>
                <Code text={difference.attribute} />
              </td>
              <td>
                <Code text={difference.wanted} tone="text-ok-fg" />
              </td>
              <td>
                <Code text={difference.found} tone="text-bad-fg" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function NarrowRow({ difference }: { difference: RowDifference }): ReactElement {
  const { t } = useTranslation('freeradius');
  const { table, name, attribute, wanted, found } = difference;
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <span className="flex items-center gap-3">
        <span className="me-auto min-w-0 truncate font-medium">
          <Code text={name} />
        </span>
        <KindChip difference={difference} />
      </span>
      <span className="text-sm text-muted wrap-anywhere">
        <Code text={table} /> · <Code text={attribute} />
      </span>
      <span className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm">
        <span className="text-muted">{t('difference.wanted')}</span>
        <Code text={wanted} tone="text-ok-fg" />
        <span className="text-muted">{t('difference.found')}</span>
        <Code text={found} tone="text-bad-fg" />
      </span>
    </li>
  );
}

function KindChip({ difference }: { difference: RowDifference }): ReactElement {
  const { t } = useTranslation('freeradius');
  const kind = kindOf(difference);
  return <StatusChip tone={tones[kind]}>{t(`difference.is.${kind}`)}</StatusChip>;
}

function Code({ text, tone }: { text: string | null; tone?: string }): ReactElement {
  if (text === null || text === '') return <span className="text-muted">—</span>;
  return (
    <bdi dir="ltr" className={`font-mono text-sm wrap-anywhere ${tone ?? ''}`}>
      {text}
    </bdi>
  );
}
