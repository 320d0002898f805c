/** A device that logged in to a hotspot account. */
export interface Device {
  id: string;
  subscriberId: string;
  mac: string;
  /** What people call it; null: nobody has said. */
  name: string | null;
  firstSeenAt: Date;
  /** To within some hours. */
  lastSeenAt: Date;
  /** Until then it logs in by its address alone; null: by password only. */
  rememberedUntil: Date | null;
  revision: number;
}

/** IEEE 802: the second bit of the first byte is set in an address that its device has made up. */
export function isRandomised(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0;
}
