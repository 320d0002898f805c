import {
  createContext,
  use,
  type ComponentProps,
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
