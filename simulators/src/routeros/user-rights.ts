import type { DeviceUser } from './device-options.ts';
import type { RouterState } from './router-state.ts';

const FULL = 'api,read,write,test,policy,sensitive,password,reboot';
const READ = 'api,read,test,!write,!policy';

/** Enters the users of a device with a group each may keep or be moved out of; what a group may is its policy. */
export function enterUsers(state: RouterState, users: readonly DeviceUser[]): void {
  const groups = state.table('/user/group');
  if (groups.items.length > 0) return;
  groups.add({ name: 'full', policy: FULL });
  groups.add({ name: 'looks-only', policy: READ });
  for (const { name, password, mayWrite: writes = true } of users)
    state.table('/user').add({ name, password, group: writes ? 'full' : 'looks-only' });
}

/** Whether the group of a user has the policy `write` just now. */
export function mayWrite(state: RouterState, { name }: DeviceUser): boolean {
  const user = state.table('/user').items.find(({ fields }) => fields['name'] === name);
  const group = state
    .table('/user/group')
    .items.find(({ fields }) => fields['name'] === user?.fields['group']);
  return (group?.fields['policy'] ?? '').split(',').includes('write');
}
