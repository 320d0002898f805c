const UNITS = ['', 'k', 'M', 'G', 'T', 'P'];

/** `20 Mbit/s` */
export function formatRate(bps: number): string {
  return `${scale(bps)}bit/s`;
}

/** `1.5 GB`, decimal as on an invoice. */
export function formatBytes(bytes: number): string {
  return `${scale(bytes)}B`;
}

/** Seconds as routers show uptime: `1d08:54:44`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / 86_400);
  const clock = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return days > 0 ? `${days}d${clock}` : clock;
}

/** An ISO instant to the second, in UTC and saying so. */
export function formatInstant(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}

/** At most four digits, then the power of 1000. */
function scale(value: number): string {
  let power = 0;
  let scaled = value;
  while (scaled >= 999.95 && power < UNITS.length - 1) {
    scaled /= 1000;
    power++;
  }
  const digits = Number.isInteger(scaled) ? 0 : scaled < 10 ? 2 : 1;
  return `${Number(scaled.toFixed(digits))} ${UNITS[power]}`;
}
