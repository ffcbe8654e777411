import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { quoted } from '@runai-portal/backstage-plugin-runai-node';
import { isOfClusters } from './knownAnnotations';
import { nearestAnnotation } from './nearestAnnotation';

/** Annotations or labels as the catalog takes them. */
export interface Texts {
  texts: Record<string, string>;
  /** What had to be changed or left out for that, one sentence each. */
  problems: string[];
}

/** What else than text YAML makes of what somebody writes. */
const OTHER_THAN_TEXT = {
  nothing: 'is empty; give it a value, or leave it out.',
  boolean:
    'is true or false without quotes; put quotes around it, so that it is text.',
  number: 'is a number; put quotes around it, so that it is text.',
  list: 'is a list; it must be one text in quotes, with commas between values where there may be several.',
  map: 'is a map; it must be one text in quotes.',
} as const;

/** Annotations; a value that is no text becomes one, so that what it means can be read. */
export function annotationTexts(written: unknown): Texts {
  return collect(written, (key, value) => {
    if (!KubernetesValidatorFunctions.isValidAnnotationKey(key)) {
      const nearest = nearestAnnotation(key);
      const meant = nearest ? `; ${nearest} may be meant` : '';
      return {
        problem: `The annotation ${quoted(
          key,
        )} has a name that the catalog does not take, and is left out${meant}.`,
      };
    }
    const { text, problem } = textOf(value);
    return { text, problem: problem && `The annotation ${key} ${problem}` };
  });
}

/** Labels; one that the catalog does not take is left out. */
export function labelTexts(written: unknown): Texts {
  return collect(written, (key, value) => {
    if (isOfClusters(key)) {
      return {
        problem: `The label ${key} is read by nobody; it must stand under metadata.annotations.`,
      };
    }
    if (!KubernetesValidatorFunctions.isValidLabelKey(key)) {
      return {
        problem: `The label ${quoted(
          key,
        )} has a name that the catalog does not take, and is left out.`,
      };
    }
    const { text, problem } = textOf(value);
    if (KubernetesValidatorFunctions.isValidLabelValue(text)) {
      return { text, problem: problem && `The label ${key} ${problem}` };
    }
    return {
      problem: problem
        ? `The label ${key} ${problem}`
        : `The label ${key} is ${quoted(
            text,
          )}, which the catalog does not take, and is left out; it must be at most 63 letters, digits, -, _ and ., with a letter or digit at both ends.`,
    };
  });
}

function collect(
  written: unknown,
  take: (key: string, value: unknown) => { text?: string; problem?: string },
): Texts {
  const texts: [key: string, text: string][] = [];
  const problems: string[] = [];
  for (const [key, value] of Object.entries(isRecord(written) ? written : {})) {
    const { text, problem } = take(key, value);
    if (text !== undefined) {
      texts.push([key, text]);
    }
    if (problem) {
      problems.push(problem);
    }
  }
  return { texts: Object.fromEntries(texts), problems };
}

function textOf(value: unknown): { text: string; problem?: string } {
  if (typeof value === 'string') {
    return { text: value };
  }
  if (value === null || value === undefined) {
    return { text: '', problem: OTHER_THAN_TEXT.nothing };
  }
  return typeof value === 'object'
    ? {
        text: JSON.stringify(value),
        problem: OTHER_THAN_TEXT[Array.isArray(value) ? 'list' : 'map'],
      }
    : {
        text: String(value),
        problem:
          OTHER_THAN_TEXT[typeof value === 'boolean' ? 'boolean' : 'number'],
      };
}

/** Whether it is what YAML has keys in. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
