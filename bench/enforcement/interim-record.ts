import {
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  Code,
  FramedIpAddress,
  PacketBuilder,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { encodeAccountingRecord } from '@trunkline/server/modules/sessions/index.ts';
import { nasSecret } from '../../server/test/accounting/accounting-world.ts';
import type { BenchNas } from './fill-database.ts';
import type { PlayedSession } from './played-world.ts';

const secret = new SharedSecret(nasSecret);
const elapsedS = 600;

/** What the journal holds of an Interim-Update with this download. */
export function interimRecord(
  { tenantId, nasId, nasAddress }: BenchNas,
  of: { session: PlayedSession; receivedAtMs: number; downloadBytes: bigint },
): Buffer {
  const { session, receivedAtMs, downloadBytes } = of;
  const packet = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values['Interim-Update'])
    .add(AcctSessionId, session.acctSessionId)
    .add(UserName, session.username)
    .add(FramedIpAddress, session.framedIp)
    .add(AcctSessionTime, elapsedS)
    .add(AcctInputOctets, 0)
    .add(AcctOutputOctets, Number(downloadBytes & 0xffff_ffffn))
    .add(AcctOutputGigawords, Number(downloadBytes >> 32n))
    .encodeRequest({ identifier: 1, secret, messageAuthenticator: false });
  return encodeAccountingRecord({ receivedAtMs, tenantId, nasId, nasAddress, packet });
}
