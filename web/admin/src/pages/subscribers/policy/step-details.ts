/**
 * The sentences in which enforcement says what became of a step, by the words that pages have for them. What a router
 * itself said has none and stands as it came.
 */
export const stepDetails = {
  nasMoved: /^The NAS no longer has the address of this router\.$/,
  addressUnknown: /^The router has not told the address of this session\.$/,
  showsElse: /^The router took the commands, but shows something else\.$/,
  letsThrough:
    /^The router acknowledged, but its queue still lets through (?<upload>\d+)\/(?<download>\d+) bit\/s\.$/,
  noAnswer: /^No answer on port (?<port>\d+) to (?<times>\d+) datagrams\.$/,
  endedInVain: /^Sessions of this subscriber were ended (?<times>\d+) times within an hour for these terms, /,
  overApi: /^Over the API of the router\.$/,
  noApi: /^The NAS has no API that we may use\.$/,
  apiAway: /^The API of the router cannot be reached at the moment\.$/,
  deaf: /^The router sends RADIUS packets but does not answer on port (?<port>\d+): /,
  allFailed: /^None of the ways that this NAS allows has worked: (?<ways>[a-z_, ]+)\.$/,
  noWay: /^None of the ways that this NAS allows can bring this\.$/,
} as const;

export type StepDetail = keyof typeof stepDetails;

/** Which sentence it is, with what stands in it; undefined: none of these. */
export function readStepDetail(
  detail: string,
): { code: StepDetail; parts: Readonly<Record<string, string>> } | undefined {
  for (const [code, pattern] of Object.entries(stepDetails)) {
    const found = pattern.exec(detail);
    if (found) return { code: code as StepDetail, parts: { ...found.groups } };
  }
  return undefined;
}
