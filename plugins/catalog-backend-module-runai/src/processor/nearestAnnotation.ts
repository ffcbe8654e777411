import { editDistance } from './editDistance';
import {
  OTHER_NAMES,
  OUR_ANNOTATIONS,
  PLUGIN_ANNOTATIONS,
} from './knownAnnotations';

const FARTHEST = 3;
/** Of names that begin so, what stands behind the slash counts. */
const LIKE_OURS = /^run[-.]?ai/;
const LIKE_PLUGIN = /^(kubernetes|k8s|backstage)\b/;

const ALL = [...OUR_ANNOTATIONS, ...PLUGIN_ANNOTATIONS];

/** What may be meant by the name of an annotation that nobody reads; undefined where none that is known is like it. */
export function nearestAnnotation(written: string): string | undefined {
  const lower = written.toLocaleLowerCase('en-US');
  return ofSameName(lower) ?? ofFewestChanges(lower);
}

function ofSameName(written: string): string | undefined {
  const name = nameOf(written);
  if (LIKE_OURS.test(written)) {
    return ALL.find(known => nameOf(known) === name) ?? otherName(name);
  }
  return LIKE_PLUGIN.test(written)
    ? PLUGIN_ANNOTATIONS.find(known => nameOf(known) === name) ??
        otherName(name)
    : undefined;
}

function ofFewestChanges(written: string): string | undefined {
  const [nearest] = ALL.filter(
    // Somebody may write a key of a megabyte.
    known => Math.abs(known.length - written.length) <= FARTHEST,
  )
    .map(known => ({ known, distance: editDistance(written, known) }))
    .filter(({ distance }) => distance <= FARTHEST)
    .sort((one, other) => one.distance - other.distance);
  return nearest?.known;
}

function otherName(name: string): string | undefined {
  return Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
}

/** What stands behind the slash, without what stands between letters. */
function nameOf(annotation: string): string {
  return annotation
    .slice(annotation.indexOf('/') + 1)
    .replace(/[^a-z0-9]/g, '');
}
