/** A plan of the demonstration; rates in Mbit/s, the price in whole rupiah. */
export interface DemoPlan {
  readonly name: string;
  readonly description: string;
  readonly payment: 'prepaid' | 'postpaid';
  readonly service: 'pppoe' | 'hotspot' | 'ipoe' | 'any';
  readonly status: 'draft' | 'on_sale' | 'retired';
  readonly isDefault?: true;
  readonly downloadMbps: number;
  readonly uploadMbps: number;
  readonly hasBurst?: true;
  readonly price: number;
  readonly validity: { readonly count: number; readonly unit: 'hour' | 'day' | 'month' } | null;
  readonly maxSessions?: number;
  readonly addressList?: string;
  /** Of a hundred subscribers. */
  readonly share: number;
}

const month = { count: 1, unit: 'month' } as const;

/** What the provider sells, has sold and thinks about selling. */
export const planCatalogue: readonly DemoPlan[] = [
  {
    name: 'Rumah 10',
    description: 'One household, one evening film.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'on_sale',
    downloadMbps: 10,
    uploadMbps: 5,
    price: 150_000,
    validity: month,
    share: 24,
  },
  {
    name: 'Rumah 20',
    description: 'The one that most people take.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'on_sale',
    isDefault: true,
    downloadMbps: 20,
    uploadMbps: 10,
    hasBurst: true,
    price: 225_000,
    validity: month,
    share: 34,
  },
  {
    name: 'Rumah 50',
    description: 'For families with students and games.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'on_sale',
    downloadMbps: 50,
    uploadMbps: 25,
    hasBurst: true,
    price: 350_000,
    validity: month,
    share: 18,
  },
  {
    name: 'Usaha 100',
    description: 'Shops and offices, invoiced monthly.',
    payment: 'postpaid',
    service: 'pppoe',
    status: 'on_sale',
    downloadMbps: 100,
    uploadMbps: 100,
    price: 950_000,
    validity: null,
    maxSessions: 2,
    share: 8,
  },
  {
    name: 'Sekolah 30',
    description: 'Schools and mosques, at cost.',
    payment: 'postpaid',
    service: 'pppoe',
    status: 'on_sale',
    downloadMbps: 30,
    uploadMbps: 15,
    price: 100_000,
    validity: month,
    addressList: 'schools',
    share: 4,
  },
  {
    name: 'Mingguan 10',
    description: 'A week at a time.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'on_sale',
    downloadMbps: 10,
    uploadMbps: 3,
    price: 45_000,
    validity: { count: 7, unit: 'day' },
    share: 8,
  },
  {
    name: 'Rumah 5 (2023)',
    description: 'No longer sold; those who have it keep it.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'retired',
    downloadMbps: 5,
    uploadMbps: 2,
    price: 110_000,
    validity: month,
    share: 4,
  },
  {
    name: 'Fiber 300',
    description: 'From March, when the new uplink is there.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'draft',
    downloadMbps: 300,
    uploadMbps: 150,
    price: 650_000,
    validity: month,
    share: 0,
  },
];
