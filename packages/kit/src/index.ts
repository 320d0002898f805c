export { ManualClock, systemClock, type Clock } from './clock.ts';
export { SeededRandom, cryptoRandom, type Random } from './random.ts';
export { formatUuid, parseUuid, uuidv7, writeUuid, type Branded } from './id.ts';
export { BoundedQueue } from './bounded-queue.ts';
export { Secret } from './secret.ts';
