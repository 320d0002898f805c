import type { NasVendor } from '../../nas/index.ts';
import type { RenderedTerms } from './render-terms.ts';

/** Terms that not every vendor has an attribute for. */
export const unsaidTermNames = ['speed', 'burst', 'sessionVolumeBytes', 'addressList'] as const;
export type UnsaidTerm = (typeof unsaidTermNames)[number];

/** What each vendor's renderer leaves out, since the devices have no word for it. */
const unsaidBy: Record<NasVendor, readonly UnsaidTerm[]> = {
  mikrotik: [],
  cisco: ['sessionVolumeBytes'],
  huawei: ['burst'],
  zte: ['burst', 'sessionVolumeBytes'],
  juniper: ['burst', 'sessionVolumeBytes'],
  wispr: ['burst', 'sessionVolumeBytes', 'addressList'],
  chillispot: ['burst', 'addressList'],
  generic: ['speed', 'burst', 'sessionVolumeBytes'],
};

const isSet: Record<UnsaidTerm, (terms: RenderedTerms) => boolean> = {
  speed: () => true,
  burst: ({ burst }) => burst !== null,
  sessionVolumeBytes: ({ sessionVolumeBytes }) => sessionVolumeBytes !== null,
  addressList: ({ addressList }) => addressList !== null,
};

/** Which of these terms a device of this vendor is not told, so that staff do not sell what does not hold. */
export function unsaidTerms(vendor: NasVendor, terms: RenderedTerms): UnsaidTerm[] {
  return unsaidBy[vendor].filter((term) => isSet[term](terms));
}
