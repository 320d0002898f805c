import { z } from 'zod';
import { idField } from '../../platform/http/index.ts';
import { membershipStatuses, type Member } from './membership-store.ts';

export const memberAnswer = z.object({
  id: idField,
  name: z.string(),
  email: z.string(),
  mustChangePassword: z.boolean(),
  role: z.object({ id: idField, name: z.string(), isOwner: z.boolean() }),
  status: z.enum(membershipStatuses),
  revision: z.int(),
});

export function toMemberAnswer(member: Member): z.output<typeof memberAnswer> {
  const { personId, name, email, mustChangePassword, status, revision } = member;
  const role = { id: member.roleId, name: member.roleName, isOwner: member.isOwner };
  return { id: personId, name, email, mustChangePassword, role, status, revision };
}
