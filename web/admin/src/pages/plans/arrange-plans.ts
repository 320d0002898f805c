import type { TableState } from '@trunkline/web-ui/table';
import type { ListedPlan } from './plan-queries.ts';

const statusOrder = ['on_sale', 'draft', 'retired'];

const ranks: Record<string, (plan: ListedPlan) => number | string> = {
  name: ({ name }) => name.toLowerCase(),
  speed: ({ version }) => version.terms.downloadBps,
  price: ({ version }) => version.terms.priceMinor,
  holders: ({ holders }) => holders,
  status: ({ status }) => statusOrder.indexOf(status),
};

/** The plans narrowed and ordered as the table's state says; what is retired stands last unless asked for. */
export function arrangePlans(all: readonly ListedPlan[], { filters, sort }: TableState): ListedPlan[] {
  const wanted = filters['name']?.trim().toLowerCase();
  const rows = all.filter(
    (plan) =>
      (wanted === undefined || plan.name.toLowerCase().includes(wanted)) &&
      (filters['status'] === undefined || plan.status === filters['status']) &&
      (filters['service'] === undefined || plan.service === filters['service']),
  );
  const rank = ranks[sort?.key ?? 'status']!;
  const sign = sort?.direction === 'desc' ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  });
}
