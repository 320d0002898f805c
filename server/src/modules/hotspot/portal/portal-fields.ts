import { AcctTerminateCause } from '@trunkline/radius';
import { z } from 'zod';
import { parseMac } from '../../subscribers/index.ts';

/** As long as an attribute holds, in bytes. */
const mostBytes = 253;
/** RFC 2865 §5.2. */
const mostPasswordBytes = 128;
const mostSeconds = 2 ** 32 - 1;

const text = (most: number) =>
  z
    .string()
    .min(1)
    .refine((value) => Buffer.byteLength(value) <= most, `has more than ${most} bytes`);

const macField = z
  .string()
  .max(17)
  .transform((typed, context) => {
    const mac = parseMac(typed);
    if (mac === undefined) {
      context.addIssue({ code: 'custom', message: 'is no MAC address' });
      return z.NEVER;
    }
    return mac;
  });

const place = {
  mac: macField.optional().describe('The device. Without it no device is known again or counted.'),
  ip: z.ipv4().optional(),
  nasPortId: text(mostBytes).optional().describe('The interface or access point.'),
  calledStationId: text(mostBytes).optional().describe('The hotspot or the name of its network.'),
};

export const loginBody = z
  .strictObject({
    username: text(mostBytes).optional().describe('Left out, the device logs in by its MAC address alone.'),
    password: text(mostPasswordBytes)
      .optional()
      .describe('Of a login by MAC alone: what `radius.macAuthPassword` says, where it is set.'),
    sessionId: text(mostBytes).optional(),
    ...place,
  })
  .refine(({ username, mac }) => username !== undefined || mac !== undefined, {
    message: 'is needed, or the mac of the device',
    path: ['username'],
  });

/** In the words of RFC 2866. */
const terminateCauses = Object.keys(AcctTerminateCause.values) as [
  keyof typeof AcctTerminateCause.values,
  ...(keyof typeof AcctTerminateCause.values)[],
];

const countField = z.int().min(0);

export const accountingBody = z.strictObject({
  event: z.enum(['start', 'interim', 'stop']),
  sessionId: text(mostBytes).describe('Of one session, the same in all its reports, never used again.'),
  username: text(mostBytes),
  sessionTimeS: countField.max(mostSeconds).optional(),
  uploadBytes: countField.optional().describe('Since the start of the session.'),
  downloadBytes: countField.optional().describe('Since the start of the session.'),
  terminateCause: z.enum(terminateCauses).optional(),
  token: text(344)
    .regex(/^[A-Za-z0-9_-]+$/)
    .optional()
    .describe('The one of the login.'),
  delayS: countField.max(3_600).default(0).describe('How long ago it happened, where it comes late.'),
  ...place,
});

export const loginAnswerField = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('accept'),
    username: z.string(),
    terms: z.object({
      access: z.enum(['full', 'walled_garden']),
      downloadBps: z.int(),
      uploadBps: z.int(),
      burst: z
        .object({
          downloadBps: z.int(),
          uploadBps: z.int(),
          thresholdDownloadBps: z.int(),
          thresholdUploadBps: z.int(),
          timeS: z.int(),
        })
        .nullable(),
      sessionTimeoutS: z.int().nullable(),
      idleTimeoutS: z.int().nullable(),
      interimIntervalS: z.int(),
      sessionVolumeBytes: z.int().nullable().describe('Upload and download together.'),
      framedIp: z.string().nullable(),
      pool: z.string().nullable(),
      addressList: z.string().nullable(),
      redirectUrl: z.string().nullable().describe('Where to send the browser now.'),
      logoffUrl: z.string().nullable(),
      attributes: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
    token: z.string().describe('To be sent back with each report of the session.'),
  }),
  z.object({ decision: z.literal('reject'), reason: z.string(), message: z.string() }),
]);
