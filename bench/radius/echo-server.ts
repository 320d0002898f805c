import { hash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import process from 'node:process';
import { nasSecret } from './bench-users.ts';

/**
 * The control: no RADIUS but what a reply cannot do without. One MD5, over an empty Access-Accept, and the
 * datagram goes back. What is faster than this, on this machine and in Node, the generator would not see.
 */
const secret = Buffer.from(nasSecret);
const headerLength = 20;
const accept = 2;

const socket = createSocket('udp4');
socket.on('message', (request, { port, address }) => {
  const reply = Buffer.alloc(headerLength + secret.length);
  reply[0] = accept;
  reply[1] = request[1]!;
  reply.writeUInt16BE(headerLength, 2);
  request.copy(reply, 4, 4, headerLength);
  secret.copy(reply, headerLength);
  hash('md5', reply, 'buffer').copy(reply, 4);
  socket.send(reply, 0, headerLength, port, address);
});
socket.bind(0, '127.0.0.1', () => process.send?.(socket.address().port));
process.once('disconnect', () => socket.close());
