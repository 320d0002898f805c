import { SeededRandom } from '@trunkline/kit';
import { openUdpSocket, type UdpSocket } from '@trunkline/radius';
import { FaultyPath, NO_FAULTS, type PathCounters, type PathFaults } from '../network-faults/faulty-path.ts';

/** Source ports that may talk through the proxy; the one silent for longest makes room. */
const MAX_FLOWS = 4096;
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

export interface ChaosProxyOptions {
  readonly seed: number;
  readonly listen: { readonly address: string; readonly port: number };
  readonly target: { readonly address: string; readonly port: number };
  /** What happens on the way to the target; what is left out does not happen. */
  readonly requests?: Partial<PathFaults>;
  /** What happens on the way back. */
  readonly replies?: Partial<PathFaults>;
  /**
   * Forward from the sender's own address, which therefore must be one of this machine (all of 127.0.0.0/8
   * is), so that the target still knows its clients by address. Otherwise from any.
   */
  readonly keepsSourceAddress: boolean;
}

export interface ChaosProxy {
  readonly port: number;
  readonly requests: Readonly<PathCounters>;
  readonly replies: Readonly<PathCounters>;
  close(): Promise<void>;
}

/**
 * Puts a faulty network between UDP clients and a server: loss, duplicates, delay, reordering and damage, drawn
 * from the seed. Each source port keeps a source port of its own towards the target.
 */
export async function startChaosProxy(options: ChaosProxyOptions): Promise<ChaosProxy> {
  const random = new SeededRandom(options.seed);
  const requests = new FaultyPath({ faults: { ...NO_FAULTS, ...options.requests }, random });
  const replies = new FaultyPath({ faults: { ...NO_FAULTS, ...options.replies }, random });
  const flows = new Map<string, UdpSocket>();
  const { target } = options;

  const front = openUdpSocket({
    local: options.listen,
    receiveBufferBytes: RECEIVE_BUFFER_BYTES,
    onDatagram: (datagram, source) => {
      const flow = flowOf(source);
      requests.pass(datagram, (bytes) => flow.send(bytes, target.port, target.address, ignoreLoss));
    },
    onError: ignoreLoss,
  });

  function flowOf(source: { address: string; port: number }): UdpSocket {
    const key = `${source.address} ${source.port}`;
    const known = flows.get(key);
    // Inserted anew each time, so that the first of the map is the one silent for longest.
    if (known) flows.delete(key);
    else if (flows.size >= MAX_FLOWS) closeOldest();
    const flow = known ?? openFlow(source);
    flows.set(key, flow);
    return flow;
  }

  function openFlow(source: { address: string; port: number }): UdpSocket {
    const wildcard = target.address.includes(':') ? '::' : '0.0.0.0';
    return openUdpSocket({
      local: { address: options.keepsSourceAddress ? source.address : wildcard, port: 0 },
      receiveBufferBytes: RECEIVE_BUFFER_BYTES,
      onDatagram: (datagram) =>
        replies.pass(datagram, (bytes) => front.send(bytes, source.port, source.address, ignoreLoss)),
      onError: ignoreLoss,
    });
  }

  function closeOldest(): void {
    for (const [key, flow] of flows) {
      flows.delete(key);
      void flow.close();
      return;
    }
  }

  const port = await front.bound;
  return {
    port,
    requests: requests.counters,
    replies: replies.counters,
    close: async () => {
      requests.close();
      replies.close();
      await Promise.all([front, ...flows.values()].map((socket) => socket.close()));
    },
  };
}

/** To the two ends a datagram the system refuses is one more lost datagram, and losing them is the trade here. */
function ignoreLoss(): void {}
