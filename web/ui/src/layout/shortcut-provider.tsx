import {
  createContext,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../format/now.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { extendSequence, isTyping, matchShortcut, nameOfKey, type KeySequence } from './shortcut-keys.ts';

export interface Shortcut {
  /** `g c`, `/`, `n`, `Mod+k`. */
  keys: string;
  /** What it does, for the help. */
  label: string;
  run: () => void;
}

interface ShortcutRegistry {
  add: (shortcut: Shortcut) => () => void;
}

const RegistryContext = createContext<ShortcutRegistry | undefined>(undefined);

/** Listens for the whole page and owns the help, which `?` opens. */
export function ShortcutProvider({ children }: { children: ReactNode }): ReactElement {
  const { t } = useTranslation('ui');
  const shortcuts = useRef(new Set<Shortcut>());
  const [help, setHelp] = useState<Shortcut[]>();
  const registry = useMemo<ShortcutRegistry>(
    () => ({
      add: (shortcut) => {
        shortcuts.current.add(shortcut);
        return () => shortcuts.current.delete(shortcut);
      },
    }),
    [],
  );
  useEffect(() => {
    const openHelp = { keys: '?', label: t('shortcut.help'), run: () => setHelp([...shortcuts.current]) };
    const forget = registry.add(openHelp);
    const stop = listen(() => [...shortcuts.current]);
    return () => {
      forget();
      stop();
    };
  }, [registry, t]);
  return (
    <RegistryContext value={registry}>
      {children}
      <ShortcutHelp isOpen={help !== undefined} shortcuts={help ?? []} onClose={() => setHelp(undefined)} />
    </RegistryContext>
  );
}

interface ShortcutInput extends Shortcut {
  isEnabled?: boolean | undefined;
}

/** Offers a key while the component is shown. Ignored while somebody types and while a dialog is open. */
export function useShortcut({ keys, label, run, isEnabled = true }: ShortcutInput): void {
  const registry = use(RegistryContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isEnabled || !registry) return undefined;
    return registry.add({ keys, label, run: () => latest.current() });
  }, [registry, keys, label, isEnabled]);
}

/** Toasts are dialogs to screen readers too, but in nobody's way. */
const openOverlays =
  '[role=dialog]:not([data-toast]),[role=alertdialog]:not([data-toast]),[role=menu],[role=listbox]';

function listen(shortcuts: () => Shortcut[]): () => void {
  let sequence: KeySequence = { keys: [], lastAtMs: 0 };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const key = nameOfKey(event);
    const hasModifier = key.startsWith('Mod+');
    if (!hasModifier && isTyping(targetOf(event))) return;
    if (document.querySelector(openOverlays)) return;
    sequence = extendSequence(sequence, key, now());
    const offered = shortcuts();
    const matched = matchShortcut(
      sequence,
      offered.map(({ keys }) => keys),
    );
    if (matched === undefined) return;
    event.preventDefault();
    sequence = { keys: [], lastAtMs: 0 };
    // The one added last lies on top: a page's own key wins over the frame's.
    offered.findLast(({ keys }) => keys === matched)?.run();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

function targetOf(event: KeyboardEvent): HTMLElement {
  return event.target instanceof HTMLElement ? event.target : document.body;
}
