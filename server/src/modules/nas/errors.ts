import { defineErrors } from '../../platform/errors.ts';

export const nasErrors = defineErrors({
  notFound: { code: 'nas.not_found', status: 404, message: 'There is no such NAS.' },
  invalid: { code: 'nas.invalid', status: 400, message: 'The NAS cannot be kept like this.' },
  nameTaken: {
    code: 'nas.name_taken',
    status: 409,
    message: 'Another NAS has this name.',
  },
  // Says no more than that: the other NAS may be another tenant's.
  prefixTaken: {
    code: 'nas.prefix_taken',
    status: 409,
    message:
      'This address or prefix already belongs to a NAS, or overlaps one that is not yours. Give the router another source address, or bring it in by a tunnel.',
  },
  // The holder may be another tenant's.
  certificateTaken: {
    code: 'nas.certificate_taken',
    status: 409,
    message: 'This certificate already belongs to a NAS. Give each router one of its own.',
  },
  noCertificate: {
    code: 'nas.no_certificate',
    status: 409,
    message:
      'The NAS is to come over TLS and has no certificate yet. Make one, or enter the fingerprint of its own.',
  },
  noAuthority: {
    code: 'nas.no_authority',
    status: 503,
    message:
      'The authority that signs certificates cannot be used: its file in the folder of the keys is damaged or open to others. The operator finds the remedy in the log.',
  },
  ownPortTaken: {
    code: 'nas.own_port_taken',
    status: 409,
    message: 'This port is another tenant’s, or the one at which all are asked. Choose another.',
  },
  ownPortInUse: {
    code: 'nas.own_port_in_use',
    status: 409,
    message: 'NAS of this tenant ask at its own ports. Bring them to the common ports first.',
  },
  noApi: {
    code: 'nas.no_api',
    status: 409,
    message: "Nothing says how this router's API is reached. Add it to the NAS first.",
  },
  inUse: {
    code: 'nas.in_use',
    status: 409,
    message:
      'Sessions or subscribers refer to this NAS, so it stays for the record. Disable it instead (isEnabled).',
  },
  revisionConflict: {
    code: 'nas.revision_conflict',
    status: 409,
    message: 'The NAS was changed since you read it.',
  },
});
