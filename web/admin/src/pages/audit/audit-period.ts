import { fromZonedText } from '@trunkline/web-ui';
import { parseDateRange } from '@trunkline/web-ui/table';

/** From the first moment of the first day up to the first moment after the last one, on the tenant's clock. */
export function periodOf(range: string | undefined, timeZone: string): { from?: string; to?: string } {
  const { from, to } = parseDateRange(range);
  return {
    ...(from && { from: midnight(from, timeZone) }),
    ...(to && { to: midnight(dayAfter(to), timeZone) }),
  };
}

function midnight(day: string, timeZone: string): string {
  return new Date(fromZonedText(`${day}T00:00`, timeZone)!).toISOString();
}

function dayAfter(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + 1);
  return noon.toISOString().slice(0, 10);
}
