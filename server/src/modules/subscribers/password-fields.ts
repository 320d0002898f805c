import { z } from 'zod';
import { mostPasswordBytes } from './service-password.ts';

export const passwordField = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'has control characters')
  .refine(
    (password) => Buffer.byteLength(password) <= mostPasswordBytes,
    `is over ${mostPasswordBytes} bytes`,
  );

/** NIST SP 800-63B asks for at least eight characters. */
export const portalPasswordField = z.string().min(8).max(256);
