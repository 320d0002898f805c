import type { TFunction } from 'i18next';

/** Why a packet got no answer; a kind that this version of the page does not know is shown by its code. */
export function discardWord(t: TFunction<'nas'>, kind: string): string {
  return t(`discard.${kind}` as 'discard.malformed', { defaultValue: kind });
}
