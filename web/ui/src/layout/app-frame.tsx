import { useRef, type MouseEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomBar } from './bottom-bar.tsx';
import { Sidebar, type NavGroup } from './sidebar.tsx';

interface AppFrameProps {
  /** The product or tenant at the head of the navigation; its short form where it is collapsed. */
  brand: ReactNode;
  brandShort: ReactNode;
  navigation: readonly NavGroup[];
  /** Beside the brand: usually the search. */
  topStart?: ReactNode | undefined;
  /** At the end of the top bar: live state, notices, the person. */
  topEnd?: ReactNode | undefined;
  /** Over everything: the demo's or an outage's notice. */
  banner?: ReactNode | undefined;
  children: ReactNode;
}

/** The frame of every page: navigation, top bar and the page itself, each a landmark. */
export function AppFrame(props: AppFrameProps): ReactElement {
  const { brand, brandShort, navigation, topStart, topEnd, banner, children } = props;
  const mainRef = useRef<HTMLElement>(null);
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink onSkip={() => mainRef.current?.focus()} />
      {banner}
      <div className="flex min-h-0 flex-1">
        <Sidebar brand={brand} brandShort={brandShort} navigation={navigation} />
        <div className="flex min-w-0 flex-1 flex-col">
          <header className="sticky top-0 z-20 flex h-13 items-center gap-3 border-b border-line bg-surface px-5 phone:px-3">
            <div className="flex min-w-0 flex-1 items-center gap-3">{topStart}</div>
            {topEnd && <div className="flex shrink-0 items-center gap-1.5">{topEnd}</div>}
          </header>
          <main
            ref={mainRef}
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-[100rem] min-w-0 flex-1 px-5 pt-4 pb-10 outline-none phone:px-3 phone:pb-24"
          >
            {children}
          </main>
        </div>
      </div>
      <BottomBar navigation={navigation} />
    </div>
  );
}

/** The first stop of the Tab key: past the navigation. */
function SkipLink({ onSkip }: { onSkip: () => void }): ReactElement {
  const { t } = useTranslation('ui');
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    onSkip();
  };
  return (
    <a
      href="#content"
      onClick={skip}
      className="sr-only rounded-md bg-accent font-medium text-accent-text focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-50 focus:px-3 focus:py-2"
    >
      {t('frame.skip')}
    </a>
  );
}
