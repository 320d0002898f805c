import { useSyncExternalStore } from 'react';
import { readAppearance, setAppearance, watchAppearance, type Appearance } from './theme.ts';

/** The chosen appearance and how to change it: `const [appearance, setAppearance] = useAppearance()`. */
export function useAppearance(): [Appearance, (change: Partial<Appearance>) => void] {
  return [useSyncExternalStore(watchAppearance, readAppearance), setAppearance];
}
