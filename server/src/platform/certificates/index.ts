export {
  makeAuthority,
  openCertificateAuthority,
  parseAuthority,
  type CertificateAuthority,
  type AuthorityOptions,
} from './certificate-authority.ts';
export {
  issueCertificate,
  type CertificateRequest,
  type CertificateUsage,
  type IssuedCertificate,
} from './issue-certificate.ts';
export { readCertificate, readFingerprint, type CertificateFacts } from './read-certificate.ts';
export { openServerCertificate, type ServerCertificate } from './server-certificate.ts';
export { UnusableCertificate } from './unusable-certificate.ts';
