/** How a vendor lays out its attributes inside attribute 26. */
export interface VendorFormat {
  readonly typeBytes: 1 | 2 | 4;
  /** 0: there is no length, one attribute fills the rest. */
  readonly lengthBytes: 0 | 1;
  /** WiMAX: a byte after the length whose high bit says that the value goes on in the next attribute. */
  readonly continued: boolean;
}

export interface Vendor {
  readonly id: number;
  readonly name: string;
  readonly format: VendorFormat;
}

/** The layout RFC 2865 §5.26 recommends and nearly everybody follows. */
const USUAL: VendorFormat = { typeBytes: 1, lengthBytes: 1, continued: false };

const VENDORS: ReadonlyMap<number, Vendor> = new Map(
  [
    vendor(9, 'Cisco'),
    vendor(311, 'Microsoft'),
    vendor(429, 'USR', { typeBytes: 4, lengthBytes: 0, continued: false }),
    vendor(529, 'Ascend'),
    vendor(2011, 'Huawei'),
    vendor(2352, 'Redback'),
    vendor(2636, 'Juniper'),
    vendor(3561, 'ADSL-Forum'),
    vendor(3902, 'ZTE'),
    vendor(4846, 'Lucent', { typeBytes: 2, lengthBytes: 1, continued: false }),
    vendor(4874, 'ERX'),
    vendor(6527, 'Alcatel-Lucent-Service-Router'),
    vendor(11344, 'FreeRADIUS'),
    vendor(14122, 'WISPr'),
    vendor(14559, 'ChilliSpot'),
    vendor(14823, 'Aruba'),
    vendor(14988, 'Mikrotik'),
    vendor(24757, 'WiMAX', { typeBytes: 1, lengthBytes: 1, continued: true }),
    vendor(41112, 'Ubiquiti'),
  ].map((entry) => [entry.id, entry]),
);

function vendor(id: number, name: string, format: VendorFormat = USUAL): Vendor {
  return { id, name, format };
}

/** The vendor with this private enterprise number, or undefined when no dictionary names it. */
export function findVendor(id: number): Vendor | undefined {
  return VENDORS.get(id);
}

/** The layout of a vendor's attributes; unknown vendors are taken to follow RFC 2865. */
export function vendorFormat(id: number): VendorFormat {
  return VENDORS.get(id)?.format ?? USUAL;
}
