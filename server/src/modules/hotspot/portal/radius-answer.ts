/** What a login is given, as the radius role tells it to the api role. Rates in bit/s, volumes in bytes. */
export interface PortalTerms {
  access: 'full' | 'walled_garden';
  downloadBps: number;
  uploadBps: number;
  burst: {
    downloadBps: number;
    uploadBps: number;
    thresholdDownloadBps: number;
    thresholdUploadBps: number;
    timeS: number;
  } | null;
  /** Null: no end that is known. */
  sessionTimeoutS: number | null;
  idleTimeoutS: number | null;
  /** How often the portal is to report the session. */
  interimIntervalS: number;
  /** Upload and download together; null: no limit. */
  sessionVolumeBytes: number | null;
  framedIp: string | null;
  pool: string | null;
  addressList: string | null;
  /** Where to send the browser now; null: where it wanted to go. */
  redirectUrl: string | null;
  logoffUrl: string | null;
  /** Custom attributes of the plan and the subscriber. */
  attributes: { name: string; value: string }[];
}

export type LoginAnswer =
  | { kind: 'accept'; username: string; terms: PortalTerms; token: string }
  | { kind: 'reject'; reason: string; message: string };

/** `no_news`: what is known is too old for this tenant. `nas_unknown`: there is no such NAS, or it is off. */
export type RadiusAnswer = LoginAnswer | { kind: 'kept' | 'not_kept' | 'no_news' | 'nas_unknown' };

export function encodeAnswer(answer: RadiusAnswer): Buffer {
  return Buffer.from(JSON.stringify(answer));
}

export function decodeAnswer(bytes: Buffer): RadiusAnswer {
  return JSON.parse(bytes.toString('utf8')) as RadiusAnswer;
}
