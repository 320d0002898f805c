/** Bytes of the number by which an answer finds its question. */
export const idLength = 4;

/** A RADIUS packet and who it is about; or the JSON that answers it. */
export const maxQuestionBytes = 8 * 1024;
export const maxAnswerBytes = 64 * 1024;

/** The byte behind the number of an answer. */
export const LineAnswer = { answered: 0, busy: 1, failed: 2 } as const;
