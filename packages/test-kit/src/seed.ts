import { createHash, randomInt } from 'node:crypto';
import process from 'node:process';

/**
 * The seed of a random test, printed so that a failure can be replayed with TRUNKLINE_SEED. Fixed by the
 * name at the size of `npm test`, where a failure must not come and go; another one each time under
 * `npm run torture`, which is there to find what nobody thought of.
 */
export function faultSeed(name: string): number {
  const seed = chooseSeed(name);
  console.info(`${name}: seed ${seed} (replay with TRUNKLINE_SEED=${seed})`);
  return seed;
}

function chooseSeed(name: string): number {
  const given = process.env['TRUNKLINE_SEED'];
  if (given !== undefined) {
    if (!/^\d{1,10}$/.test(given)) throw new Error(`TRUNKLINE_SEED is "${given}"; give a whole number`);
    return Number(given);
  }
  if (process.env['TRUNKLINE_SCALE'] === 'full') return randomInt(2 ** 31);
  return createHash('sha256').update(name).digest().readUInt32BE() >>> 1;
}
