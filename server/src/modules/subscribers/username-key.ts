import { parseMac } from './mac.ts';

export interface UsernameRules {
  /** The tenant's setting: `user@realm` and `REALM\user` are the subscriber `user`. */
  stripRealm: boolean;
  /** `mac`: the name is the device's MAC address, which each vendor spells in its own way. */
  credential: 'password' | 'mac';
}

/**
 * The form in which a user name is unique in its tenant and in which a login looks for it: NFC, trimmed,
 * lower case, without its realm where the tenant says so. The MAC address of a MAC-authenticated
 * subscriber becomes `aa:bb:cc:dd:ee:ff`, however it is spelled; names of others stay as they are, since a
 * customer number of twelve digits is no MAC address.
 */
export function usernameKey(username: string, rules: UsernameRules): string {
  const name = username.normalize('NFC').trim().toLowerCase();
  if (rules.credential === 'mac') {
    const mac = parseMac(name);
    if (mac !== undefined) return mac;
  }
  return rules.stripRealm ? withoutRealm(name) : name;
}

/** A name that would be nothing but a realm is left whole. */
function withoutRealm(name: string): string {
  const at = name.lastIndexOf('@');
  const user = at > 0 ? name.slice(0, at) : name;
  return user.slice(user.indexOf('\\') + 1) || user;
}
