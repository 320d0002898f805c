import {
  createContext,
  use,
  type ComponentProps,
  type ComponentType,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { classNames } from '../class-names.ts';

/** How the app goes to one of its own addresses without loading itself anew. */
export interface Navigation {
  navigate: (href: string) => void;
  /** Fetches what the address will need, when the person points at it. */
  preload?: ((href: string) => void) | undefined;
  /** The router's way to hold back leaving the page; see `LeaveGuardProps`. */
  LeaveGuard?: ComponentType<LeaveGuardProps> | undefined;
}

/** Whether the person was held back on the way out, and what they decide. */
export interface LeaveGuard {
  isAsking: boolean;
  leave: () => void;
  stay: () => void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

/** Given once by the app around everything, so that links here need no router of their own. */
export function NavigationProvider(props: Navigation & { children: ReactNode }): ReactElement {
  const { children, ...navigation } = props;
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** The app's own way to go to an address; loads the page where no app gave one. */
export function useNavigateTo(): (href: string) => void {
  return use(NavigationContext)?.navigate ?? loadPage;
}

/** Given by the app: while `isDirty`, leaving the page waits for what the person decides in `children`. */
export interface LeaveGuardProps {
  isDirty: boolean;
  children: (guard: LeaveGuard) => ReactNode;
}

/** Holds back leaving the page; without a router only the browser's own question remains. */
export function HoldLeaving({ isDirty, children }: LeaveGuardProps): ReactNode {
  const Guard = use(NavigationContext)?.LeaveGuard;
  return Guard ? <Guard isDirty={isDirty}>{children}</Guard> : null;
}

export interface LinkProps extends ComponentProps<'a'> {
  href: string;
  /** Without colour and underline, for what is clearly a link by its place (rows, tiles, navigation). */
  isPlain?: boolean | undefined;
}

/** An anchor that stays in the app for a plain press and behaves as the browser's own for any other. */
export function Link({
  isPlain,
  className,
  onClick,
  onPointerEnter,
  href,
  children,
  ...rest
}: LinkProps): ReactElement {
  const navigation = use(NavigationContext);
  const isOutside = rest.target === '_blank' || /^[a-z][a-z+.-]*:/i.test(href);
  return (
    <a
      {...rest}
      href={href}
      rel={rest.rel ?? (isOutside ? 'noreferrer' : undefined)}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        if (!isOutside) navigation?.preload?.(href);
      }}
      onClick={(event) => {
        onClick?.(event);
        if (isOutside || !navigation || !isPlainPress(event)) return;
        event.preventDefault();
        navigation.navigate(href);
      }}
      className={classNames(
        !isPlain && 'rounded-sm text-accent underline-offset-2 hover:underline',
        className,
      )}
    >
      {children}
    </a>
  );
}

function isPlainPress(event: MouseEvent): boolean {
  const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !hasModifier && !event.defaultPrevented;
}

function loadPage(href: string): void {
  window.location.assign(href);
}
