interface TagsInput {
  tags: readonly string[];
  /** As typed or pasted: words between commas or lines. */
  typed: string;
  maxCount: number;
  maxLength: number;
}

/** The tags with the typed ones after them: trimmed, each once, no more and no longer than allowed. */
export function withTags({ tags, typed, maxCount, maxLength }: TagsInput): string[] {
  const words = typed.split(/[,\n،]/).map((word) => word.trim().slice(0, maxLength).trim());
  return [...new Set([...tags, ...words.filter((word) => word !== '')])].slice(0, maxCount);
}
