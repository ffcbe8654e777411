import { compareVersions } from '@runai-portal/kube';
import { defineObservation } from '../declarations';
import {
  namespacesFact,
  podSecurityLevel,
  type NamespaceFact,
} from '../facts/namespaces';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { releasedVersion, versionFact } from '../facts/version';
import { known } from '../profiles';
import {
  POD_SECURITY_LEVELS,
  type PodSecurityLevel,
} from '../profiles/schema/security';
import { isOpenShift } from './openshift';

/** A namespace of Run:ai or of the GPU Operator, and what its labels do to the pods that it is for. */
export type NamespaceSecurity = ReturnType<typeof securityOf>;

/** What pod security admission does to the namespaces of Run:ai, of its projects and of the GPU Operator. */
export const podSecurityObservation = defineObservation({
  id: 'pod-security',
  uses: {
    version: versionFact,
    groups: apiGroupsFact,
    found: namespacesFact,
  },
  observe: ({ version: { gitVersion }, groups, found, profile }) => {
    const { admission, standards } = profile.security;
    const server = releasedVersion(gitVersion);
    const { levels, onOpenShift } = known(standards) ?? {};
    const there = { ...levels, ...onOpenShift };
    const needed = isOpenShift(groups) ? there : levels;
    return {
      version: gitVersion,
      /** Whether the API server acts on the labels; undefined where its version cannot be read. */
      inEffect: server && compareVersions(server, admission.standardsFrom) >= 0,
      namespaces: found.namespaces.flatMap(namespace =>
        namespace.use ? [securityOf(namespace, needed?.[namespace.use])] : [],
      ),
      /** How many namespaces there are. */
      seen: found.total,
      /** All namespaces that have such labels, whosever they are. */
      labelled: found.namespaces.filter(
        one => podSecurityLevel(one, 'enforce') !== undefined,
      ),
      /** OpenShift writes the labels audit and warn by itself, into every namespace. */
      labelledByPlatform: isOpenShift(groups),
    };
  },
});

/** @param needs - undefined where nobody has published it */
function securityOf(
  namespace: NamespaceFact,
  needs: PodSecurityLevel | undefined,
) {
  const enforces = podSecurityLevel(namespace, 'enforce');
  const announced = [
    podSecurityLevel(namespace, 'warn'),
    podSecurityLevel(namespace, 'audit'),
  ];
  return {
    name: namespace.name,
    needs,
    enforces,
    rejects: needs && rejects(enforces, needs),
    /** Nobody has published what it needs, and it does not let everything in. */
    undecided: needs === undefined && rejects(enforces, 'privileged'),
    /** The stricter level that is announced there by a warning or in the audit log. */
    announces: needs && announced.find(level => rejects(level, needs)),
  };
}

/** Whether pods that need one level are rejected by another. An API server takes a level that it does not know for the strictest. */
function rejects(level: string | undefined, needs: PodSecurityLevel): boolean {
  const at = POD_SECURITY_LEVELS.findIndex(one => one === level);
  return (
    level !== undefined && (at < 0 || at > POD_SECURITY_LEVELS.indexOf(needs))
  );
}
