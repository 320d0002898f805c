import type { Random } from '@trunkline/kit';
import { Code } from '../code.ts';
import {
  MsChap2Success,
  MsChapError,
  MsChapMppeKeys,
  MsMppeEncryptionPolicy,
  MsMppeEncryptionTypes,
  MsMppeRecvKey,
  MsMppeSendKey,
} from '../dictionary/all.gen.ts';
import type { PacketBuilder } from '../packet-builder.ts';
import {
  authenticatorResponse,
  encodeMsChapError,
  mppeKeysV1,
  mppeKeysV2,
  MsChapErrorCode,
} from './ms-chap.ts';

export interface MsChapReplyOptions {
  /**
   * Whether the NAS gets MPPE keys, and whether it must use them. Default `allowed`: they do no harm where the
   * tunnel is not encrypted.
   */
  readonly encryption?: 'none' | 'allowed' | 'required';
  /** Why the login is refused; default 691, authentication failure. */
  readonly errorCode?: number;
  /** Shown by MS-CHAPv2 clients; default `Authentication failed`. */
  readonly message?: string;
}

/** What a reply needs to know of the exchange. `success` is there only when the password was right. */
export interface MsChapSession {
  readonly version: 1 | 2;
  readonly identifier: number;
  readonly random: Random;
  readonly success?: {
    readonly ntHashHash: Buffer;
    readonly v2?: { readonly ntResponse: Buffer; readonly challenge: Buffer };
  };
}

/** 40 and 128 bit, in the bit field of RFC 2548 §2.4.5. */
const EITHER_STRENGTH = 6;

/** Adds the MS-CHAP attributes that fit the code of the reply. */
export function addMsChapReply(
  builder: PacketBuilder,
  session: MsChapSession,
  options: MsChapReplyOptions = {},
): void {
  if (builder.code === Code.AccessReject) addError(builder, session, options);
  if (builder.code !== Code.AccessAccept || session.success === undefined) return;
  const { ntHashHash, v2 } = session.success;
  const encryption = options.encryption ?? 'allowed';
  if (v2) {
    const text = authenticatorResponse({ ntHashHash, ntResponse: v2.ntResponse }, v2.challenge);
    builder.add(MsChap2Success, Buffer.concat([Buffer.of(session.identifier), Buffer.from(text)]));
  }
  if (encryption === 'none') return;
  if (v2) {
    const keys = mppeKeysV2({ ntHashHash, ntResponse: v2.ntResponse });
    builder.add(MsMppeSendKey, keys.sendKey).add(MsMppeRecvKey, keys.recvKey);
  } else {
    builder.add(MsChapMppeKeys, mppeKeysV1(ntHashHash));
  }
  const policies = MsMppeEncryptionPolicy.values;
  const policy = encryption === 'required' ? 'Encryption-Required' : 'Encryption-Allowed';
  builder.add(MsMppeEncryptionPolicy, policies[policy]).add(MsMppeEncryptionTypes, EITHER_STRENGTH);
}

/** A retry with the new challenge is not offered: it would have to be remembered between two requests. */
function addError(builder: PacketBuilder, session: MsChapSession, options: MsChapReplyOptions): void {
  const challenge = Buffer.alloc(session.version === 1 ? 8 : 16);
  session.random.fill(challenge);
  const value = encodeMsChapError({
    version: session.version,
    identifier: session.identifier,
    code: options.errorCode ?? MsChapErrorCode.AuthenticationFailure,
    mayRetry: false,
    challenge,
    message: options.message ?? 'Authentication failed',
  });
  builder.addRaw(MsChapError, value);
}
