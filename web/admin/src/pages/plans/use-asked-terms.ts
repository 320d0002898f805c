import { useState } from 'react';
import type { ApplyTo, TermsBody } from './plan-queries.ts';

interface Question {
  terms: TermsBody;
  onDecided: (applyTo: ApplyTo | undefined) => void;
}

/** Holds a submit until the person has said who gets the new terms. */
export function useAskedTerms(): {
  question: Question | undefined;
  /** Undefined: nobody, nothing is to be saved. */
  ask: (terms: TermsBody) => Promise<ApplyTo | undefined>;
} {
  const [question, setQuestion] = useState<Question>();
  const ask = (terms: TermsBody): Promise<ApplyTo | undefined> =>
    new Promise((resolve) => {
      setQuestion({
        terms,
        onDecided: (applyTo) => {
          setQuestion(undefined);
          resolve(applyTo);
        },
      });
    });
  return { question, ask };
}
