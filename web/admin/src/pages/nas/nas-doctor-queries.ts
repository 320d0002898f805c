import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

/** While the worker looks, what has come so far is asked for again after this. */
const askEveryMs = 500;

/** The last look at a NAS; null: there was none. */
export function nasDoctorQuery(id: string) {
  return queryOptions({
    queryKey: ['nas', 'doctor', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/nas/{id}/doctor', { params: { path: { id } }, signal }))).data,
    refetchInterval: ({ state }) => (state.data && !state.data.finishedAt ? askEveryMs : false),
  });
}

export type DoctorRun = NonNullable<
  Awaited<ReturnType<NonNullable<ReturnType<typeof nasDoctorQuery>['queryFn']>>>
>;
export type DoctorCheck = DoctorRun['checks'][number];

/** How the last look at each NAS came out, by its id. */
export const doctorSummariesQuery = queryOptions({
  queryKey: ['nas', 'doctor-summaries'],
  queryFn: async ({ signal }) => {
    const { data } = await answerOf(api.GET('/api/nas-doctor', { signal }));
    return new Map(data.map((summary) => [summary.nasId, summary]));
  },
  staleTime: 30_000,
});

export async function startDoctor(id: string): Promise<DoctorRun> {
  return (await answerOf(api.POST('/api/nas/{id}/doctor', { params: { path: { id } } }))).data;
}

/** Lines with their secrets, by the check. */
export async function revealDoctorLines(id: string): Promise<Map<string, string>> {
  const { data } = await answerOf(api.GET('/api/nas/{id}/doctor/lines', { params: { path: { id } } }));
  return new Map(data.map(({ code, line }) => [code, line]));
}
