import type { NasVendor } from '../../nas/index.ts';

/** The terms of a live session, by what a router can be told of them. */
export type LiveTerm = 'speed' | 'burst' | 'end' | 'volume' | 'addressList' | 'pool';

/**
 * Address list and pool are told at a login: no vendor documents a CoA-Request that takes somebody off a list again, and
 * an address cannot change under a session.
 */
const unchangeableBy: Record<NasVendor, readonly LiveTerm[]> = {
  mikrotik: ['addressList', 'pool'],
  cisco: ['addressList', 'pool'],
  huawei: ['addressList', 'pool'],
  zte: ['addressList', 'pool'],
  juniper: ['addressList', 'pool'],
  wispr: ['pool'],
  chillispot: ['pool'],
  generic: ['addressList', 'pool'],
};

const unsayableBy: Record<NasVendor, readonly LiveTerm[]> = {
  mikrotik: [],
  cisco: ['volume'],
  huawei: ['burst'],
  zte: ['burst', 'volume'],
  juniper: ['burst', 'volume'],
  wispr: ['burst', 'volume', 'addressList'],
  chillispot: ['burst', 'addressList'],
  generic: ['speed', 'burst', 'volume'],
};

/** What this vendor is told at a login and cannot be told live: another way or a new login must bring it. */
export function unchangeableTerms(vendor: NasVendor): readonly LiveTerm[] {
  return unchangeableBy[vendor];
}

/** What this vendor has no word for, neither at a login nor later: a new login would not bring it either. */
export function unsayableTerms(vendor: NasVendor): readonly LiveTerm[] {
  return unsayableBy[vendor];
}
