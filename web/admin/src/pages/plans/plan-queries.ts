import type { paths } from '@trunkline/openapi-client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

type Operations = paths['/api/plans/{id}']['get'];
export type Plan = Operations['responses'][200]['content']['application/json']['data'];
export type PlanVersion = Plan['versions'][number];
export type PlanTerms = PlanVersion['terms'];
export type ListedPlan =
  paths['/api/plans']['get']['responses'][200]['content']['application/json']['data'][number];
type PreviewBody = NonNullable<
  paths['/api/plans/preview-reply']['post']['requestBody']
>['content']['application/json'];
/** As a plan is sold: every field said, in the currency of the company. */
export type TermsBody = Omit<PlanTerms, 'currency'>;
/** What a plan counts and what follows from it. */
export type PolicyTerms = Pick<PlanTerms, 'counts' | 'quota' | 'fairUse' | 'zoneRules'>;
export type Vendor = PreviewBody['vendor'];
export type Preview =
  paths['/api/plans/preview-reply']['post']['responses'][200]['content']['application/json']['data'];

const pageSize = 200;
/** Nobody sells more plans than this; all of them sort and filter at once. */
const mostPages = 10;

export const allPlansQuery = queryOptions({
  queryKey: ['plans', 'all'],
  queryFn: async ({ signal }) => {
    const all: ListedPlan[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
      const { data, meta } = await answerOf(api.GET('/api/plans', { params: { query }, signal }));
      all.push(...data);
      if (meta.nextCursor === null) break;
      cursor = meta.nextCursor;
    }
    return all;
  },
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', 'one', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/plans/{id}', { params: { path: { id } }, signal }))).data,
  });

/** What a router of this vendor would get; asked for anew whenever the terms change. */
export const previewQuery = ({ terms, vendor }: { terms: TermsBody; vendor: Vendor }) =>
  queryOptions({
    queryKey: ['plans', 'preview', vendor, terms],
    queryFn: async ({ signal }) =>
      (await answerOf(api.POST('/api/plans/preview-reply', { body: { terms, vendor }, signal }))).data,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    retry: false,
  });

export type ApplyTo = NonNullable<
  paths['/api/plans/{id}/versions/preview']['post']['requestBody']
>['content']['application/json']['applyTo'];

/** Also the check of the terms: what cannot be sold is refused here, before anybody is asked who gets it. */
export const versionPreviewQuery = ({
  planId,
  terms,
  applyTo,
}: {
  planId: string;
  terms: TermsBody;
  applyTo: ApplyTo;
}) =>
  queryOptions({
    queryKey: ['plans', 'version-preview', planId, applyTo, terms],
    queryFn: async ({ signal }) => {
      const init = { params: { path: { id: planId } }, body: { terms, applyTo }, signal };
      return (await answerOf(api.POST('/api/plans/{id}/versions/preview', init))).data;
    },
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    retry: false,
  });
