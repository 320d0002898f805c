import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  Info,
  TriangleAlert,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

/** What a status means: ok online/active, off offline, warn grace/expiring, bad blocked/down, new just made. */
export type Tone = 'ok' | 'off' | 'warn' | 'bad' | 'new';

/** Ground, words and border of each tone, for chips, callouts and badges. */
export const toneClasses: Record<Tone, string> = {
  ok: 'bg-ok-bg text-ok-fg border-ok-line',
  off: 'bg-off-bg text-off-fg border-off-line',
  warn: 'bg-warn-bg text-warn-fg border-warn-line',
  bad: 'bg-bad-bg text-bad-fg border-bad-line',
  new: 'bg-new-bg text-new-fg border-new-line',
};

export const toneText: Record<Tone, string> = {
  ok: 'text-ok-fg',
  off: 'text-off-fg',
  warn: 'text-warn-fg',
  bad: 'text-bad-fg',
  new: 'text-new-fg',
};

/** Each tone has its own shape, so that it is told without its colour. */
export const toneIcons: Record<Tone, LucideIcon> = {
  ok: CircleCheck,
  off: CircleMinus,
  warn: TriangleAlert,
  bad: CircleAlert,
  new: CircleDot,
};

export const noticeIcons: Record<Tone, LucideIcon> = { ...toneIcons, off: CircleDashed, new: Info };
