export { ShortcutProvider, useShortcut } from './shortcut-provider.tsx';
export type { Shortcut } from './shortcut-provider.tsx';
