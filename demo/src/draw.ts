import type { SeededRandom } from '@trunkline/kit';

/** One of them, each as likely as the next. */
export function pick<T>(random: SeededRandom, from: readonly T[]): T {
  const chosen = from[random.integer(from.length)];
  if (chosen === undefined) throw new RangeError('there is nothing to pick from');
  return chosen;
}

export function happens(random: SeededRandom, probability: number): boolean {
  return random.real() < probability;
}

/** A whole number, bounds included. */
export function between(random: SeededRandom, least: number, most: number): number {
  return least + random.integer(most - least + 1);
}

/** Around 1, with a long tail upwards: half of all lie between 1/spread and spread. */
export function unevenly(random: SeededRandom, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.real())) * Math.cos(2 * Math.PI * random.real());
  return Math.exp(normal * Math.log(spread) * 1.48);
}
