import {
  AcctDelayTime,
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  AcctTerminateCause,
  CalledStationId,
  CallingStationId,
  Class,
  Code,
  FramedIpAddress,
  NasPortId,
  PacketBuilder,
  ProxyState,
  UserName,
  UserPassword,
} from '@trunkline/radius';
import type { Random } from '@trunkline/kit';
import type { z } from 'zod';
import { uniqueIdMark } from '../../sessions/index.ts';
import type { accountingBody, loginBody } from './portal-fields.ts';
import { questionSecret } from './radius-question.ts';

type LoginInput = z.output<typeof loginBody>;
type AccountingInput = z.output<typeof accountingBody>;

/** The Access-Request that a NAS would send for this login. */
export function loginPacket(input: LoginInput, random: Random): Buffer {
  const { username, password, mac, sessionId } = input;
  const packet = new PacketBuilder(Code.AccessRequest).add(UserName, username ?? mac!);
  if (password !== undefined) packet.add(UserPassword, password);
  if (sessionId !== undefined) packet.add(AcctSessionId, sessionId);
  return encode(addPlace(packet, input), random);
}

const statuses = {
  start: AcctStatusType.values.Start,
  interim: AcctStatusType.values['Interim-Update'],
  stop: AcctStatusType.values.Stop,
} as const;

/** The Accounting-Request that a NAS would send for this report. Input is what it received from the device. */
export function accountingPacket(input: AccountingInput, random: Random): Buffer {
  const { event, sessionId, username, sessionTimeS, uploadBytes, downloadBytes, terminateCause, token } =
    input;
  const packet = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, statuses[event])
    .add(AcctSessionId, sessionId)
    .add(UserName, username)
    .add(ProxyState, uniqueIdMark);
  if (sessionTimeS !== undefined) packet.add(AcctSessionTime, sessionTimeS);
  if (uploadBytes !== undefined) {
    packet.add(AcctInputOctets, uploadBytes % wordSize);
    packet.add(AcctInputGigawords, Math.floor(uploadBytes / wordSize));
  }
  if (downloadBytes !== undefined) {
    packet.add(AcctOutputOctets, downloadBytes % wordSize);
    packet.add(AcctOutputGigawords, Math.floor(downloadBytes / wordSize));
  }
  if (terminateCause !== undefined) packet.add(AcctTerminateCause, AcctTerminateCause.values[terminateCause]);
  if (token !== undefined) packet.add(Class, Buffer.from(token, 'base64url'));
  if (input.delayS > 0) packet.add(AcctDelayTime, input.delayS);
  return encode(addPlace(packet, input), random);
}

const wordSize = 2 ** 32;

function addPlace(packet: PacketBuilder, input: LoginInput | AccountingInput): PacketBuilder {
  const { mac, ip, nasPortId, calledStationId } = input;
  if (mac !== undefined) packet.add(CallingStationId, mac.toUpperCase());
  if (ip !== undefined) packet.add(FramedIpAddress, ip);
  if (nasPortId !== undefined) packet.add(NasPortId, nasPortId);
  if (calledStationId !== undefined) packet.add(CalledStationId, calledStationId);
  return packet;
}

function encode(packet: PacketBuilder, random: Random): Buffer {
  return packet.encodeRequest({ identifier: 0, secret: questionSecret, messageAuthenticator: false, random });
}
