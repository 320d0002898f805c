import { lengthBytesOf, writeLength } from './word-length.ts';

/** The bytes of one sentence. An empty word would end it too early and is refused. */
export function encodeSentence(words: readonly string[]): Buffer {
  const lengths = words.map((word) => Buffer.byteLength(word));
  if (words.length === 0 || lengths.includes(0)) {
    throw new RangeError('a sentence has words, and a word has at least one byte');
  }
  const size = lengths.reduce((sum, length) => sum + lengthBytesOf(length) + length, 1);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const [index, word] of words.entries()) {
    at = writeLength(bytes, at, lengths[index]!);
    at += bytes.write(word, at);
  }
  bytes[at] = 0;
  return bytes;
}
