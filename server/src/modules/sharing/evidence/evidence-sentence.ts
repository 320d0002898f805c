import type { Evidence } from './score-evidence.ts';

/** Evidence as a sentence, for those who read the API; pages have words of their own. */
export function evidenceSentence({ kind, figures }: Evidence): string {
  const figure = (name: string): string => String(figures[name] ?? '');
  const sentences: Record<Evidence['kind'], string> = {
    ttl_behind: `Packets arrived with TTL ${figure('ttls').replace(',', ' and ')}: a further router stands between the line and its hosts.`,
    ttl_mixed: 'Hosts of TTL 64 and of TTL 128 use one line.',
    many_devices: `${figure('devices')} devices on one day, where ${figure('allowed')} are usual; ${figure('invented')} of their addresses are invented.`,
    two_places: `Different devices were online at different access servers for ${figure('minutes')} minutes at the same time.`,
    many_connections: `The line had more than ${figure('over')} connections open at once.`,
  };
  return sentences[kind];
}
