const pattern = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const stageRank = { alpha: 0, beta: 1, stable: 2 };

/**
 * Orders versions of an API group as Kubernetes prefers them: stable before beta before alpha, newest first, anything
 * else last by name.
 *
 * @see {@link https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority}
 */
export function compareApiVersions(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  if (!left || !right) {
    if (left || right) {
      return left ? -1 : 1;
    }
    return a < b ? -1 : Number(a > b);
  }
  return (
    right.stage - left.stage ||
    right.major - left.major ||
    right.minor - left.minor
  );
}

function parse(version: string) {
  const match = pattern.exec(version);
  if (!match) {
    return undefined;
  }
  const [, major, stage, minor] = match;
  return {
    major: Number(major),
    stage: stageRank[stage === 'alpha' || stage === 'beta' ? stage : 'stable'],
    minor: Number(minor ?? 0),
  };
}
