/** A row of radcheck, radreply, radgroupcheck or radgroupreply; `name` is its user or group. */
export interface AttributeRow {
  readonly name: string;
  readonly attribute: string;
  readonly op: ':=' | '==' | '=~' | '=' | '+=';
  readonly value: string;
}

/** A row of radusergroup. */
export interface MembershipRow {
  readonly name: string;
  readonly groupname: string;
  readonly priority: number;
}

/** Rows that are one subscriber's own. */
export interface SubscriberRows {
  readonly radcheck: readonly AttributeRow[];
  readonly radreply: readonly AttributeRow[];
  readonly radusergroup: readonly MembershipRow[];
  /** Of the group that this one alone is in. */
  readonly radgroupreply: readonly AttributeRow[];
}

/** Rows of a group that many share. */
export interface GroupRows {
  readonly radgroupcheck: readonly AttributeRow[];
  readonly radgroupreply: readonly AttributeRow[];
}

export const noRows: SubscriberRows = { radcheck: [], radreply: [], radusergroup: [], radgroupreply: [] };
