import { answerOf, api } from '../../api/api.ts';
import type { Member } from './staff-queries.ts';

/** Gives another role, or disables or enables; refused when somebody else changed the person meanwhile. */
export async function changeMember(
  { id, revision }: Member,
  change: { roleId?: string; status?: Member['status'] },
): Promise<Member> {
  const params = { path: { id }, header: { 'if-match': `"${revision}"` } };
  return (await answerOf(api.PATCH('/api/staff/{id}', { params, body: change }))).data;
}
