import type { GardenEntryBody } from './walled-garden-queries.ts';

export interface GardenValues {
  kind: 'host' | 'prefix';
  host: string;
  prefix: string;
  protocol: 'tcp' | 'udp' | '';
  port: number | null;
  note: string;
}

export const emptyGarden: GardenValues = {
  kind: 'host',
  host: '',
  prefix: '',
  protocol: '',
  port: null,
  note: '',
};

/** As the API takes it: a name, or addresses with a port where one was given. */
export function bodyOfGarden({ kind, host, prefix, protocol, port, note }: GardenValues): GardenEntryBody {
  const hasPort = kind === 'prefix' && protocol !== '';
  return {
    host: kind === 'host' ? host.trim() : null,
    prefix: kind === 'prefix' ? prefix.trim() : null,
    protocol: hasPort ? protocol : null,
    port: hasPort ? port : null,
    note: note.trim() === '' ? null : note.trim(),
  };
}
