import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { buttonClasses, type ButtonSize, type ButtonVariant } from './button-classes.ts';
import { Link, type LinkProps } from './link.tsx';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

interface Look {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  icon?: LucideIcon | undefined;
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'>, Look {
  type?: 'button' | 'submit' | 'reset' | undefined;
  /** Under way: the button keeps its place and focus, says so, and does nothing when pressed again. */
  isPending?: boolean | undefined;
}

/** A button in words, with an icon where it helps. Defaults to `plain`; one `primary` per view. */
export function Button(props: ButtonProps): ReactElement {
  const {
    variant = 'plain',
    size = 'md',
    icon: Icon,
    isPending,
    children,
    className,
    type,
    onClick,
    ...rest
  } = props;
  const { t } = useTranslation('ui');
  return (
    <button
      {...rest}
      // The literal type is chosen by the caller; a button outside a form must never submit one by accident.
      type={type ?? 'button'}
      onClick={isPending ? stopPress : onClick}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      className={classNames(buttonClasses({ variant, size }), className)}
    >
      {isPending ? <Spinner size={14} /> : Icon && <Icon size={size === 'sm' ? 14 : 16} aria-hidden />}
      {children}
      {isPending && <span className="sr-only">{t('status.working')}</span>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label' | 'icon'> {
  icon: LucideIcon;
  'aria-label': string;
  /** Off where the label stands beside the button anyway. */
  hasTooltip?: boolean | undefined;
}

/** A button with an icon alone: its label is required, and shown when pointed at or focused. */
export function IconButton(props: IconButtonProps): ReactElement {
  const {
    variant = 'ghost',
    size = 'md',
    icon: Icon,
    isPending,
    className,
    type,
    onClick,
    hasTooltip = true,
    ...rest
  } = props;
  const button = (
    <button
      {...rest}
      type={type ?? 'button'}
      onClick={isPending ? stopPress : onClick}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      className={classNames(buttonClasses({ variant, size, isSquare: true }), className)}
    >
      {isPending ? <Spinner size={16} /> : <Icon size={16} aria-hidden />}
    </button>
  );
  return hasTooltip ? <Tooltip text={props['aria-label']}>{button}</Tooltip> : button;
}

export interface ButtonLinkProps extends LinkProps, Look {}

/** A link that looks like a button: it leads somewhere, so it opens in a new tab like any link. */
export function ButtonLink(props: ButtonLinkProps): ReactElement {
  const { variant = 'plain', size = 'md', icon: Icon, children, className, ...rest } = props;
  return (
    <Link {...rest} isPlain className={classNames(buttonClasses({ variant, size }), className)}>
      {Icon && <Icon size={size === 'sm' ? 14 : 16} aria-hidden />}
      {children}
    </Link>
  );
}

function stopPress(event: MouseEvent): void {
  event.preventDefault();
}
