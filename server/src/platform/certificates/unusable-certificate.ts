/** A certificate or key file that is missing, damaged or open to others. The message says what to do. */
export class UnusableCertificate extends Error {
  override name = 'UnusableCertificate';
}
