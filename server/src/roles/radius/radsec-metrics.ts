import { labelled, type MetricRegistry } from '../../platform/metrics/index.ts';
import type { RadiusListeners } from './open-listeners.ts';

/** Registers what is only there over TLS, and at tenants' own ports. */
export function addRadsecMetrics(
  metrics: MetricRegistry,
  { radsec, ownPorts }: Pick<RadiusListeners, 'radsec' | 'ownPorts'>,
): void {
  metrics.gauge(
    'trunkline_own_port_tenants',
    'Tenants at whose own ports RADIUS is taken.',
    () => ownPorts.tenants().length,
  );
  if (!radsec) return;
  metrics.gauge(
    'trunkline_radsec_connections',
    'Connections of NAS over TLS.',
    () => radsec.stats().connections,
  );
  metrics.gauge('trunkline_radsec_handshakes', 'TLS handshakes under way.', () => radsec.stats().handshakes);
  metrics.counter('trunkline_radsec_closed_total', 'Connections over TLS that ended, by reason.', () =>
    labelled('kind', radsec.stats().closed),
  );
}
