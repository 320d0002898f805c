import type { SelectOption } from '@trunkline/web-ui';

/** Every currency by its name in the person's language, with its code. */
export function listCurrencies(language: string): SelectOption[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return Intl.supportedValuesOf('currency')
    .map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
    .toSorted((one, other) => one.value.localeCompare(other.value));
}

/** The names that the time zone database has, which are the same in every language. */
export function listTimeZones(): SelectOption[] {
  const own = ownTimeZone();
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own]);
  return [...names].toSorted().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }));
}

/** Where this browser is: mostly where the company is. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
