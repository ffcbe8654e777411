import {
  OUR_ANNOTATIONS,
  OUR_PREFIX,
  PLUGIN_ANNOTATIONS,
  SEEN_ANNOTATIONS,
} from './knownAnnotations';
import { nearestAnnotation } from './nearestAnnotation';

const READ = [...OUR_ANNOTATIONS, ...PLUGIN_ANNOTATIONS];

/** Annotations that nobody reads, though somebody meant them to be read. */
export function unreadAnnotations(
  annotations: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(annotations).flatMap(key => {
    if (READ.includes(key)) {
      return [];
    }
    if (SEEN_ANNOTATIONS.includes(key)) {
      return [
        `The annotation ${key} is what the portal writes of its own clusters; it is not read from an entity that somebody writes: leave it out.`,
      ];
    }
    const nearest = nearestAnnotation(key);
    if (nearest) {
      return [`The annotation ${key} is not known; ${nearest} may be meant.`];
    }
    return key.startsWith(OUR_PREFIX)
      ? [
          `The annotation ${key} is not known; known are ${OUR_ANNOTATIONS.join(
            ', ',
          )}.`,
        ]
      : [];
  });
}
