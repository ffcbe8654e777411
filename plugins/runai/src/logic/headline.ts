/** A message in two parts: what stands in a row, and what stands beneath where there is room. */
export interface SplitMessage {
  /** The first sentence, without its full stop. */
  headline: string;
  /** All further sentences, the last one with its full stop. */
  details?: string;
}

/** Words whose dot ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|cf|vs|no|approx)\.$/i;

/**
 * A full stop before a space and a word. The word need not have a capital: a sentence may begin with the name of an object
 * (`runai-scheduler has 0 of 1 ready`). Numbers, versions, hosts and file names have no space after their dots.
 */
const SENTENCE_END = /(?<!\.)\.["')\]]?(?=\s+["'(]?[\p{L}\d])/gu;

/**
 * Splits a message after its first sentence. By convention the first sentence of every `message` is a short headline and
 * further sentences give the details; a message of one sentence is its own headline.
 */
export function splitMessage(message: string): SplitMessage {
  const text = message.trim();
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (!ABBREVIATION.test(text.slice(0, match.index + 1))) {
      return {
        headline: withoutStop(text.slice(0, end)),
        details: withStop(text.slice(end).trim()),
      };
    }
  }
  return { headline: withoutStop(text) };
}

/** The first sentence of a message, without its full stop; the whole of it where it is one sentence. */
export function headline(message: string): string {
  return splitMessage(message).headline;
}

/** Sentences that stand in a row end alike; a quotation and a colon are an end of their own. */
function withStop(sentences: string): string {
  return /[\p{L}\p{N})\]]$/u.test(sentences) ? `${sentences}.` : sentences;
}

function withoutStop(sentence: string): string {
  return sentence.endsWith('.') && !sentence.endsWith('..')
    ? sentence.slice(0, -1)
    : sentence;
}
