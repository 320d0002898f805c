import type { Figures } from '../dashboard/index.ts';

/** An event as pages are told it. */
export type LiveMessage =
  | { name: 'figures'; data: Figures & { at: string } }
  | { name: 'login' | 'session' | 'nas' | 'disconnect' | 'terms' | 'task' | 'missed'; data: object };

/** What somebody must be allowed to see for each. */
const permissions: Record<Exclude<LiveMessage['name'], 'figures' | 'missed'>, string> = {
  login: 'aaa.read',
  session: 'sessions.read',
  nas: 'nas.read',
  disconnect: 'enforcement.read',
  terms: 'enforcement.read',
  task: 'tasks.read',
};

/** The message as who may do this is told it; undefined: not at all. Figures come to all, if only as a sign of life. */
export function messageFor(
  message: LiveMessage,
  can: (permission: string) => boolean,
): LiveMessage | undefined {
  if (message.name === 'missed') return message;
  if (message.name !== 'figures') return can(permissions[message.name]) ? message : undefined;
  const { at, online, downloadBps, uploadBps, loginsPerMinute, rejectsPerMinute } = message.data;
  const parts = {
    ...(can('sessions.read') && { online, downloadBps, uploadBps }),
    ...(can('aaa.read') && { loginsPerMinute, rejectsPerMinute }),
  };
  return { name: 'figures', data: { at, ...parts } as Figures & { at: string } };
}
