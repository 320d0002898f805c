/** The options of `plan add`. */
export const PLAN_OPTIONS = {
  name: { type: 'string' },
  description: { type: 'string' },
  download: { type: 'string' },
  upload: { type: 'string' },
  'burst-download': { type: 'string' },
  'burst-upload': { type: 'string' },
  'burst-threshold-download': { type: 'string' },
  'burst-threshold-upload': { type: 'string' },
  'burst-time': { type: 'string' },
  validity: { type: 'string' },
  price: { type: 'string', default: '0' },
  currency: { type: 'string' },
  'max-sessions': { type: 'string', default: '1' },
  pool: { type: 'string' },
  'ipv6-pool': { type: 'string' },
  'delegated-ipv6-pool': { type: 'string' },
  'address-list': { type: 'string' },
  'session-timeout': { type: 'string' },
  'idle-timeout': { type: 'string' },
  interim: { type: 'string' },
  'session-volume': { type: 'string' },
  counts: { type: 'string', default: 'both' },
  quota: { type: 'string' },
  'fair-use': { type: 'string', multiple: true },
  payment: { type: 'string', default: 'prepaid' },
  service: { type: 'string', default: 'any' },
  draft: { type: 'boolean', default: false },
  default: { type: 'boolean', default: false },
  json: { type: 'boolean' },
} as const;

type Defaulted = 'price' | 'max-sessions' | 'counts' | 'payment' | 'service';

/** What parsing them gives. */
export type PlanValues = {
  readonly [K in Exclude<keyof typeof PLAN_OPTIONS, Defaulted | 'fair-use' | 'draft' | 'default' | 'json'>]?:
    string | undefined;
} & { readonly [K in Defaulted]: string } & {
  readonly 'fair-use'?: string[];
  readonly draft: boolean;
  readonly default: boolean;
};
