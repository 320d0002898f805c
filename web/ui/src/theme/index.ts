export { readAppearance, setAppearance, watchAppearance } from './theme.ts';
export type { Appearance, ContrastChoice, ThemeChoice } from './theme.ts';
export { useAppearance } from './use-appearance.ts';
