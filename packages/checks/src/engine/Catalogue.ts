import type { KubeClient } from '@runai-portal/kube';
import type {
  Check,
  CheckContext,
  Fact,
  Observation,
  Source,
} from '../declarations';

/** What an engine judges by: handed to it, so that it knows no check, fact or observation by name. */
export interface Catalogue {
  /** In the order in which pages and reports show them. */
  readonly checks: readonly Check[];
  /**
   * Ids of the checks that everything else rests on, in order. While one of them fails, nothing else is judged and no verdict is
   * formed: what a cluster says that cannot be reached is not known.
   */
  readonly gates: readonly string[];
  /** Where the cluster stands that remedies may differ by. */
  readonly platform: Observation<{ distribution: string; track: string }>;
}

/** What a session is made of. */
export interface SessionOptions extends Omit<CheckContext, 'now'> {
  /** Our name of the cluster. */
  name: string;
  /** Its limiter bounds the requests at once. */
  client: KubeClient;
  catalogue: Catalogue;
  now: () => Date;
}

/** These sources and what they rest on, each once; what is optional to them too where that is asked for. */
export function sourcesBehind(
  sources: Iterable<Source>,
  { withOptional = true } = {},
): ReadonlySet<Source> {
  const found = new Set<Source>();
  const add = (source: Source) => {
    if (found.has(source)) {
      return;
    }
    found.add(source);
    if (source.kind === 'observation') {
      Object.values(source.uses).forEach(add);
      if (withOptional) {
        Object.values(source.optional).forEach(add);
      }
    }
  };
  [...sources].forEach(add);
  return found;
}

/** The facts that these sources rest on, each once; those of optional sources too where that is asked for. */
export function factsBehind(
  ...of: Parameters<typeof sourcesBehind>
): Fact<unknown>[] {
  return [...sourcesBehind(...of)].filter(
    (source): source is Fact<unknown> => source.kind === 'fact',
  );
}

function sourcesOf({ uses, optional }: Check): Source[] {
  return [...Object.values(uses), ...Object.values(optional)];
}

/** The facts that a check rests on, those of the checks that it depends on left out. */
export function factsOf(check: Check): Fact<unknown>[] {
  return factsBehind(sourcesOf(check));
}

/**
 * All facts that have to be read before a check is judged: its own, those of the checks that it depends on, and those that tell
 * the platform where what to do differs by it.
 */
export function factsNeeded(
  check: Check,
  { checks, platform }: Catalogue,
): readonly Fact<unknown>[] {
  const needed = new Set([check]);
  // What is added on the way is walked too.
  for (const { dependsOn } of needed) {
    checks
      .filter(({ id }) => dependsOn.includes(id))
      .forEach(other => needed.add(other));
  }
  const isLocal = [...needed].some(({ outcomes }) =>
    Object.values(outcomes).some(({ remedy }) => remedy?.where),
  );
  return factsBehind([
    ...[...needed].flatMap(sourcesOf),
    ...(isLocal ? [platform] : []),
  ]);
}
