import process from 'node:process';
import { systemClock } from '@trunkline/kit';
import { Journal } from './index.ts';

/** A process of its own that appends numbered records and prints each number when it is acknowledged. */
const [folder = '', prefix = ''] = process.argv.slice(2);
const outstanding = 64;
const journal = await Journal.open({ folder, clock: systemClock, segmentBytes: 64 * 1024 });
let next = 0;

function append(): void {
  const name = `${prefix}-${next++}`;
  journal.append(Buffer.from(name.padEnd(100)), (refusal) => {
    if (refusal) throw refusal;
    process.stdout.write(`${name}\n`);
    append();
  });
}

for (let i = 0; i < outstanding; i++) append();
