import { KubeconfigError } from './KubeconfigError';
import type { Entry, KubeconfigFile } from './KubeconfigFile';
import type { ClusterEntry, UserEntry } from './schema';

/**
 * The cluster and the user of a context. Each entry comes from the first file that has it.
 *
 * @param contextName - the current context where absent
 * @throws KubeconfigError where there is no such context, or it names what there is not
 */
export function selectContext(
  files: readonly KubeconfigFile[],
  contextName: string | undefined,
): { cluster: Entry<ClusterEntry>; user?: Entry<UserEntry> } {
  const current = files.map(file => file.currentContext).find(Boolean);
  const name = contextName ?? current;
  const known = [...new Set(files.flatMap(file => file.names('contexts')))];
  const source = files.map(file => file.name).join(', ');
  if (!name) {
    throw new KubeconfigError(
      'missingEntry',
      `${source} has no current-context: name one of ${list(known)}.`,
    );
  }
  const context = first(files, file => file.entry('contexts', name));
  if (!context) {
    const named =
      contextName === undefined ? ', which it names as current-context' : '';
    throw new KubeconfigError(
      'missingEntry',
      `${source} has no context ${name}${named}: it has ${list(known)}.`,
    );
  }
  const { cluster: clusterName, user: userName } = context.value;
  const cluster = first(files, file => file.entry('clusters', clusterName));
  if (!cluster) {
    throw missing(context.at('cluster'), name, `cluster ${clusterName}`);
  }
  const user = userName && first(files, file => file.entry('users', userName));
  if (userName && !user) {
    throw missing(context.at('user'), name, `user ${userName}`);
  }
  return { cluster, ...(user && { user }) };
}

function first<Found>(
  files: readonly KubeconfigFile[],
  find: (file: KubeconfigFile) => Found | undefined,
): Found | undefined {
  for (const file of files) {
    const found = find(file);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function missing(where: string, context: string, what: string) {
  return new KubeconfigError(
    'missingEntry',
    `${where}: context ${context} names the ${what}, which is not in the file.`,
  );
}

function list(names: string[]): string {
  return names.length === 0
    ? 'none'
    : names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
}
