/** Who a token stands for: a person's session, or an API key. */
export interface SignedIn {
  kind: 'staff' | 'api_key';
  /** Of the session or the key: whose requests and streams are counted together. */
  sessionId: string;
  tenantId: string;
  /** Null for an API key. */
  personId: string | null;
  name: string;
  /** Runs the installation: may create and suspend tenants. */
  isOperator: boolean;
  mustChangePassword: boolean;
  /** The tenant asks for a second factor, and this person has none yet. */
  mustAddSecondFactor: boolean;
  /** The one thing that an API key speaks for, where it is bound to one, and how often it may ask on its routes. */
  speaksFor?: { id: string; requestsPerMinute: number };
  can(permission: string): boolean;
}

/** Finds the session behind a token. The staff module has the one implementation. */
export interface Authenticator {
  /** From memory only; undefined also when the token is merely not remembered. */
  remembered(token: string): SignedIn | undefined;
  /** Undefined for a token that is unknown, expired or revoked. Rejects when the database is away. */
  find(token: string): Promise<SignedIn | undefined>;
}
