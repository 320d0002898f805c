import { z } from 'zod';
import { applyMacReset } from './bind-macs.ts';
import { changed, defineBulkAction, refusedAs, unchanged, type BulkAction } from './bulk-action.ts';
import { changeTags } from './change-tags.ts';
import { subscriberErrors } from './errors.ts';
import { applyStatus } from './set-status.ts';
import { mostTags } from './subscriber-answer.ts';
import type { SubscriberDeps } from './subscriber-deps.ts';
import {
  followsSubscriptions,
  isClosed,
  statusAfter,
  type SubscriberAction,
  type SubscriberStatus,
} from './subscriber.ts';

const write = ['subscribers.write'];
const reasonInput = z.strictObject({ reason: z.string().trim().min(1).max(500).nullable().default(null) });
const tagInput = z.strictObject({ tag: z.string().trim().min(1).max(50) });
type TagInput = z.output<typeof tagInput>;

/** What this module does to many subscribers. Closing is not among it: nothing leads back from there. */
export function subscriberBulkActions(deps: Pick<SubscriberDeps, 'subscriptions'>): BulkAction[] {
  return [
    statusAction(deps, 'activate', followsSubscriptions),
    statusAction(deps, 'suspend', (status) => status === 'suspended'),
    statusAction(deps, 'pause', (status) => status === 'paused'),
    statusAction(deps, 'disable', (status) => status === 'disabled'),
    addTag,
    removeTag,
    resetMacs,
  ];
}

function statusAction(
  deps: Pick<SubscriberDeps, 'subscriptions'>,
  action: Exclude<SubscriberAction, 'close'>,
  isAlreadySo: (status: SubscriberStatus) => boolean,
): BulkAction {
  return defineBulkAction<z.output<typeof reasonInput>>({
    name: action,
    permissions: write,
    input: reasonInput,
    judge({ status }) {
      if (statusAfter(status, action) !== undefined) return changed;
      return isAlreadySo(status) ? unchanged : refusedAs(subscriberErrors.actionRefused);
    },
    async apply(tx, actor, { subject, input, now }) {
      await applyStatus(deps, { tx, actor, now }, { id: subject.id, action, reason: input.reason });
    },
  });
}

const addTag = defineBulkAction<TagInput>({
  name: 'add-tag',
  permissions: write,
  input: tagInput,
  judge({ status, tags }, { tag }) {
    if (isClosed(status)) return refusedAs(subscriberErrors.closed);
    if (tags.includes(tag)) return unchanged;
    return tags.length < mostTags ? changed : refusedAs(subscriberErrors.tooManyTags);
  },
  apply: (tx, actor, { subject, input }) =>
    changeTags(tx, actor, { id: subject.id, change: (tags) => [...tags, input.tag] }),
});

const removeTag = defineBulkAction<TagInput>({
  name: 'remove-tag',
  permissions: write,
  input: tagInput,
  judge({ status, tags }, { tag }) {
    if (isClosed(status)) return refusedAs(subscriberErrors.closed);
    return tags.includes(tag) ? changed : unchanged;
  },
  apply: (tx, actor, { subject, input }) =>
    changeTags(tx, actor, { id: subject.id, change: (tags) => tags.filter((tag) => tag !== input.tag) }),
});

const resetMacs = defineBulkAction({
  name: 'reset-macs',
  permissions: write,
  input: z.strictObject({}),
  judge({ status, macs, macBinding }) {
    if (isClosed(status)) return refusedAs(subscriberErrors.closed);
    return macs.length > 0 || macBinding === 'fixed' ? changed : unchanged;
  },
  async apply(tx, actor, { subject }) {
    await applyMacReset(tx, actor, { id: subject.id });
  },
});
