import {
  AppearancePicker,
  Button,
  classNames,
  LoadingState,
  Popover,
  useDocumentTitle,
} from '@trunkline/web-ui';
import { Settings2 } from 'lucide-react';
import { Suspense, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from './brand.tsx';
import { LanguagePicker } from './language-picker.tsx';

interface FrontFrameProps {
  title: string;
  subtitle?: ReactNode | undefined;
  children: ReactNode;
  /** For forms with two columns. */
  isWide?: boolean | undefined;
}

/** The frame of pages without navigation: sign-in, set-up, and what must be done about an account first. */
export function FrontFrame({ title, subtitle, children, isWide }: FrontFrameProps): ReactElement {
  const { t } = useTranslation('shell');
  useDocumentTitle(title);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-13 items-center justify-between px-5 phone:px-4">
        <Brand name={t('title')} />
        <Popover
          align="end"
          label={t('person.display')}
          className="w-80"
          trigger={
            <Button variant="ghost" icon={Settings2} className="text-muted">
              {t('person.display')}
            </Button>
          }
        >
          <div className="flex flex-col gap-3">
            <LanguagePicker />
            <AppearancePicker />
          </div>
        </Popover>
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-[9vh] pb-16 phone:px-3 phone:pt-4">
        <section
          aria-label={title}
          className={classNames(
            'w-full rounded-lg border border-line bg-surface p-7 shadow-card phone:p-5',
            isWide ? 'max-w-2xl' : 'max-w-sm',
          )}
        >
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {subtitle && <p className="mt-1 text-muted">{subtitle}</p>}
          <div className="mt-5">
            {/* A part whose words are still on their way must not take the whole frame away with it. */}
            <Suspense fallback={<LoadingState />}>{children}</Suspense>
          </div>
        </section>
      </main>
    </div>
  );
}
