import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../primitives/link.tsx';
import { useDocumentTitle } from './use-document-title.ts';

export interface Breadcrumb {
  label: string;
  href: string;
}

interface PageHeaderProps {
  /** The page's only h1, and the name of the browser's tab. */
  title: string;
  /** The way here, without the page itself. */
  breadcrumbs?: readonly Breadcrumb[] | undefined;
  /** Chips beside the title. */
  status?: ReactNode | undefined;
  /** One muted line under the title. */
  subtitle?: ReactNode | undefined;
  /** Buttons at the end of the line; the primary one last. */
  actions?: ReactNode | undefined;
  /** Under it all: facts (`DescriptionList`) or a notice. */
  children?: ReactNode | undefined;
}

export function PageHeader(props: PageHeaderProps): ReactElement {
  const { title, breadcrumbs, status, subtitle, actions, children } = props;
  useDocumentTitle(title);
  return (
    <header className="mb-4 flex flex-col gap-3">
      <div>
        {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs crumbs={breadcrumbs} />}
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-44">
            <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="min-w-0 text-xl font-semibold tracking-tight wrap-anywhere">
                <bdi>{title}</bdi>
              </h1>
              {status}
            </div>
            {subtitle && <p className="text-muted">{subtitle}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      </div>
      {children}
    </header>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: readonly Breadcrumb[] }): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <nav aria-label={t('frame.breadcrumbs')} className="mb-0.5">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
        {crumbs.map(({ label, href }) => (
          <li key={href} className="flex items-center gap-1">
            <Link
              href={href}
              isPlain
              className="inline-flex min-h-6 items-center rounded-sm phone:-my-2.5 phone:min-h-11 hover:text-text hover:underline"
            >
              {label}
            </Link>
            <ChevronRight size={13} aria-hidden className="rtl:-scale-x-100" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
