import type { RouterosCaller } from '../client/routeros-client.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseBytePair, parseRate, parseRatePair, type BytePair, type RatePair } from '../values/rate.ts';
import { parseBoolean, parseCounter, parseList } from '../values/scalar.ts';
import { flag, list, rates, text, whole } from './fields.ts';
import { createMenu, listItems, type Fields, type ItemId, type PrintOptions } from './menu.ts';

/** Of all simple queues the first that fits shapes a packet. Upload and download are those of its target. */
export interface SimpleQueue {
  readonly id: ItemId;
  readonly name: string;
  /** Addresses as prefixes, `10.1.2.3/32`, and names of interfaces. */
  readonly targets: readonly string[];
  readonly packetMarks: readonly string[];
  /** 0: not limited. */
  readonly maxLimit: RatePair | undefined;
  readonly bytes: BytePair | undefined;
  /** Made by the router for a session; it cannot be changed. */
  readonly isDynamic: boolean;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of a simple queue. */
export interface SimpleQueueInput {
  readonly name: string;
  readonly targets?: readonly string[] | undefined;
  readonly packetMarks?: readonly string[] | undefined;
  readonly maxLimit?: RatePair | undefined;
  readonly limitAt?: RatePair | undefined;
  readonly burstLimit?: RatePair | undefined;
  readonly burstThreshold?: RatePair | undefined;
  /** `10s/10s`. */
  readonly burstTime?: string | undefined;
  /** `8/8`. */
  readonly priority?: string | undefined;
  /** Queue types, `default-small/default-small`. */
  readonly queue?: string | undefined;
  readonly parent?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const simpleQueueFields: Fields<SimpleQueueInput> = {
  name: text('name'),
  targets: list('target'),
  packetMarks: list('packet-marks'),
  maxLimit: rates('max-limit'),
  limitAt: rates('limit-at'),
  burstLimit: rates('burst-limit'),
  burstThreshold: rates('burst-threshold'),
  burstTime: text('burst-time'),
  priority: text('priority'),
  queue: text('queue'),
  parent: text('parent'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const simpleQueues = createMenu({
  path: '/queue/simple',
  fields: simpleQueueFields,
  properties: [
    '.id',
    'name',
    'target',
    'packet-marks',
    'max-limit',
    'bytes',
    'dynamic',
    'disabled',
    'comment',
  ],
  read: (row: Row): SimpleQueue => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    targets: parseList(row['target']),
    packetMarks: parseList(row['packet-marks']),
    maxLimit: parseRatePair(row['max-limit']),
    bytes: parseBytePair(row['bytes']),
    isDynamic: parseBoolean(row['dynamic']) ?? false,
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});

/** A node of the queue tree, which shapes what mangle rules have marked. */
export interface TreeQueue {
  readonly id: ItemId;
  readonly name: string;
  readonly parent: string;
  readonly packetMarks: readonly string[];
  readonly maxLimitBps: number | undefined;
  readonly bytes: bigint | undefined;
  readonly isDisabled: boolean;
  readonly comment: string | undefined;
}

/** What may be written of a node of the tree. */
export interface TreeQueueInput {
  readonly name: string;
  readonly parent: string;
  readonly packetMarks?: readonly string[] | undefined;
  readonly maxLimitBps?: number | undefined;
  readonly queue?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly comment?: string | undefined;
}

const treeQueueFields: Fields<TreeQueueInput> = {
  name: text('name'),
  parent: text('parent'),
  packetMarks: list('packet-mark'),
  maxLimitBps: whole('max-limit'),
  queue: text('queue'),
  isDisabled: flag('disabled'),
  comment: text('comment'),
};

export const treeQueues = createMenu({
  path: '/queue/tree',
  fields: treeQueueFields,
  properties: ['.id', 'name', 'parent', 'packet-mark', 'max-limit', 'bytes', 'disabled', 'comment'],
  read: (row: Row): TreeQueue => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    parent: row['parent'] ?? '',
    packetMarks: parseList(row['packet-mark']),
    maxLimitBps: parseRate(row['max-limit']),
    bytes: parseCounter(row['bytes']),
    isDisabled: parseBoolean(row['disabled']) ?? false,
    comment: row['comment'],
  }),
});

/** How a queue shapes. */
export interface QueueType {
  readonly id: ItemId;
  readonly name: string;
  /** `pfifo`, `sfq`, `pcq`, from version 7 on also `cake` and `fq-codel`. */
  readonly kind: string;
}

export function listQueueTypes(client: RouterosCaller, options?: PrintOptions): Promise<QueueType[]> {
  return listItems(
    client,
    {
      path: '/queue/type',
      properties: ['.id', 'name', 'kind'],
      read: (row) => ({ id: row['.id'] ?? '', name: row['name'] ?? '', kind: row['kind'] ?? '' }),
    },
    options,
  );
}
