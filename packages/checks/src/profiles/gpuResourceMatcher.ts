import type { Profile } from './schema';
import { anyOf, type Matcher } from './wildcard';

type Names = Pick<Profile['gpu']['signals'], 'resources'>;

const matchers = new WeakMap<Names['resources'], Matcher>();

/** Tells the resources that NVIDIA's device plugin offers by that profile, e.g. `nvidia.com/gpu`. */
export function gpuResourceMatcher({ resources }: Names): Matcher {
  const known = matchers.get(resources);
  if (known) {
    return known;
  }
  const matcher = anyOf(resources);
  matchers.set(resources, matcher);
  return matcher;
}
