import { CloudOff, Inbox, Lock, RotateCw, SearchX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Button } from '../primitives/button.tsx';
import { Skeleton } from '../primitives/skeleton.tsx';
import { describeError } from './describe-error.ts';
import { ErrorTitle, ErrorWords } from './error-words.tsx';

interface StateFrameProps {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode | undefined;
  action?: ReactNode | undefined;
  role?: 'alert' | 'status' | undefined;
  isCompact?: boolean | undefined;
}

function StateFrame({ icon: Icon, title, children, action, role, isCompact }: StateFrameProps): ReactElement {
  return (
    <div
      role={role}
      className={classNames(
        'mx-auto flex max-w-md flex-col items-center gap-2 px-4 text-center',
        isCompact ? 'py-6' : 'py-14',
      )}
    >
      <span className="mb-1 inline-flex size-10 items-center justify-center rounded-full bg-hover text-muted">
        <Icon size={20} aria-hidden />
      </span>
      <p className="text-md font-semibold">{title}</p>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

interface EmptyStateProps {
  title?: ReactNode | undefined;
  /** What would be here, and how it comes to be. */
  children?: ReactNode | undefined;
  icon?: LucideIcon | undefined;
  /** The button that makes the first one, or clears the filter. */
  action?: ReactNode | undefined;
  isCompact?: boolean | undefined;
}

/** Nothing to show, and that is no fault: says what would be here and offers the next step. */
export function EmptyState({ title, icon = Inbox, ...rest }: EmptyStateProps): ReactElement {
  const { t } = useTranslation('ui');
  return <StateFrame {...rest} icon={icon} title={title ?? t('state.emptyTitle')} />;
}

interface LoadingStateProps {
  /** As many lines as the content usually has. */
  lines?: number | undefined;
  /** A drawing of the content's own shape, in place of lines. */
  children?: ReactNode | undefined;
}

/** Holds the place of the content while it loads, and says so to screen readers. */
export function LoadingState({ lines = 4, children }: LoadingStateProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <output aria-busy className="block w-full">
      <span className="sr-only">{t('status.loading')}</span>
      {children ?? (
        <div className="flex flex-col gap-3 py-1">
          {Array.from({ length: lines }, (_, line) => (
            <Skeleton key={line} className={classNames('h-4', line % 3 === 2 ? 'w-2/3' : 'w-full')} />
          ))}
        </div>
      )}
    </output>
  );
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  isRetrying?: boolean | undefined;
  isCompact?: boolean | undefined;
}

/** Could not be loaded: says what the person can do about it, and tries again when asked. */
export function ErrorState({ error, onRetry, isRetrying, isCompact }: ErrorStateProps): ReactElement {
  const { t } = useTranslation('ui');
  const told = describeError(error);
  if (told.kind === 'forbidden') return <NoPermissionState isCompact={isCompact} />;
  const icon = { offline: CloudOff, 'not-found': SearchX }[told.kind as string] ?? TriangleAlert;
  return (
    <StateFrame
      icon={icon}
      role="alert"
      isCompact={isCompact}
      title={<ErrorTitle error={told} />}
      action={
        onRetry &&
        told.kind !== 'not-found' && (
          <Button icon={RotateCw} onClick={onRetry} isPending={isRetrying}>
            {t('action.retry')}
          </Button>
        )
      }
    >
      <ErrorWords error={told} />
    </StateFrame>
  );
}

interface NoPermissionStateProps {
  /** Its name, for whom the person will ask. */
  permission?: string | undefined;
  isCompact?: boolean | undefined;
}

export function NoPermissionState({ permission, isCompact }: NoPermissionStateProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <StateFrame icon={Lock} title={t('state.forbiddenTitle')} isCompact={isCompact}>
      {t('state.forbiddenText')}
      {permission && (
        <span className="mt-1 block text-sm">{t('state.forbiddenPermission', { permission })}</span>
      )}
    </StateFrame>
  );
}
