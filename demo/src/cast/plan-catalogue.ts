/** From so much used in the period on, this percentage of the plan's rates. */
export interface DemoFairUse {
  readonly period: 'day' | 'month';
  readonly gigabytes: number;
  readonly percent: number;
}

export interface DemoQuota {
  readonly megabytes: number;
  /** Mbit/s afterwards, down and up; null: no service until the next purchase. */
  readonly slowMbps: readonly [number, number] | null;
}

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
  readonly validity: { readonly count: number; readonly unit: 'minute' | 'day' | 'month' } | null;
  readonly maxSessions?: number;
  readonly addressList?: string;
  readonly fairUse?: readonly DemoFairUse[];
  readonly quota?: DemoQuota;
  /** What its holders get from the content network next door is free, and as fast as this, down and up. */
  readonly freeZoneMbps?: readonly [number, number];
  /** Of a hundred subscribers. */
  readonly share: number;
}

const month = { count: 1, unit: 'month' } as const;

/** Reached by those who watch films all day, each day by some; and by few within a month. */
function fairUse(dayGigabytes: number): DemoFairUse[] {
  return [
    { period: 'day', gigabytes: dayGigabytes, percent: 75 },
    { period: 'day', gigabytes: dayGigabytes * 2, percent: 50 },
    { period: 'day', gigabytes: dayGigabytes * 4, percent: 25 },
    { period: 'month', gigabytes: dayGigabytes * 40, percent: 60 },
    { period: 'month', gigabytes: dayGigabytes * 60, percent: 40 },
    { period: 'month', gigabytes: dayGigabytes * 90, percent: 20 },
  ];
}

/** Held by one subscriber at each router, who is slowed every few minutes, so that enforcement is seen at work. */
export const showcasePlanName = 'Etalase 6 menit';
/** Without service once its volume is used. */
export const cutPlanName = 'Mingguan 10';

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
    fairUse: fairUse(4),
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
    fairUse: fairUse(6),
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
    fairUse: fairUse(10),
    freeZoneMbps: [100, 50],
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
    name: cutPlanName,
    description: 'A week at a time.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'on_sale',
    downloadMbps: 10,
    uploadMbps: 3,
    price: 45_000,
    validity: { count: 7, unit: 'day' },
    quota: { megabytes: 60_000, slowMbps: null },
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
  {
    name: showcasePlanName,
    description: 'In the shop windows: 150 MB at full speed, then slow, and anew every six minutes.',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'on_sale',
    downloadMbps: 50,
    uploadMbps: 25,
    price: 0,
    validity: { count: 6, unit: 'minute' },
    quota: { megabytes: 150, slowMbps: [2, 1] },
    share: 0,
  },
];

/** Where somebody with trouble must have a certain plan. */
export function planNamed(name: string): number {
  return planCatalogue.findIndex((plan) => plan.name === name);
}
