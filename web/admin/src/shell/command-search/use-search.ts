import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api } from '../../api/api.ts';

/** Shorter than the pause between two words, longer than between two letters. */
const pauseMs = 120;

type SearchAnswer = Awaited<ReturnType<typeof search>>;
export type SearchHit = SearchAnswer['groups'][number]['hits'][number];
export type SearchGroupKind = SearchAnswer['groups'][number]['kind'];

async function search(q: string, signal: AbortSignal) {
  return (await answerOf(api.GET('/api/search', { params: { query: { q } }, signal }))).data;
}

/**
 * What is found for the text, a moment after the last letter. What was found before stays until then, and a request
 * that a new letter has overtaken is cancelled.
 */
export function useSearch(text: string) {
  const q = useSettled(text.trim());
  const query = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => search(q, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    gcTime: 60_000,
  });
  const isBehind = text.trim() !== q || query.isPlaceholderData;
  return {
    answer: text.trim() === '' ? undefined : query.data,
    error: query.error,
    isBehind: text.trim() !== '' && (isBehind || query.isFetching),
    again: () => void query.refetch(),
  };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), pauseMs);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
