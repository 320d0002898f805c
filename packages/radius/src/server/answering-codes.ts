import { Code } from '../code.ts';

/** Which codes may answer which (RFC 2865, 2866, 5176, 5997; Protocol-Error: RFC 7930 §4). */
const ANSWERS: ReadonlyMap<number, readonly number[]> = new Map([
  [Code.AccessRequest, [Code.AccessAccept, Code.AccessReject, Code.AccessChallenge, Code.ProtocolError]],
  [Code.AccountingRequest, [Code.AccountingResponse, Code.ProtocolError]],
  [Code.StatusServer, [Code.AccessAccept, Code.AccountingResponse]],
  [Code.DisconnectRequest, [Code.DisconnectAck, Code.DisconnectNak, Code.ProtocolError]],
  [Code.CoaRequest, [Code.CoaAck, Code.CoaNak, Code.ProtocolError]],
]);

/** True when a reply of the one code can be the answer to a request of the other. */
export function mayAnswer(replyCode: number, requestCode: number): boolean {
  return ANSWERS.get(requestCode)?.includes(replyCode) ?? false;
}
