/** A piece of a sentence: prose, or something to be typed as it stands. */
export interface TextPart {
  text: string;
  code: boolean;
}

/** Messages mark what is typed as it stands by backticks; one without its partner is a character like any other. */
const MARKED = /`([^`\n]+)`/;

/** Splits a sentence at its backticks. */
export function codeParts(sentence: string): TextPart[] {
  return sentence
    .split(MARKED)
    .map((text, index) => ({ text, code: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** The sentence without its marks, for tooltips and names. */
export function plainText(sentence: string): string {
  return codeParts(sentence)
    .map(({ text }) => text)
    .join('');
}
