/** Who acts. Made by the HTTP layer from a session, or by a local process for itself. */
export interface Actor {
  tenantId: string;
  /** Null for the system and the command line. */
  personId: string | null;
  name: string;
  kind: 'staff' | 'cli' | 'system';
  /** The client's IP address; null when the act came from this machine's own processes. */
  address: string | null;
  /** The bulk task in which this act is one of many; the audit log keeps it. */
  taskId?: string;
  can(permission: string): boolean;
}

/** The installation itself, or a person at its command line: may do everything in this tenant. */
export function localActor(kind: 'cli' | 'system', tenantId: string): Actor {
  return { tenantId, personId: null, name: kind, kind, address: null, can: () => true };
}
