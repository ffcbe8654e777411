import type { DeclaredAndDetected } from '@runai-portal/backstage-plugin-runai-common';
import { prometheusFact } from '../facts/prometheus';
import { runaiConfigsFact } from '../facts/runaiConfigs';
import { workloadsFact } from '../facts/workloads';
import { valueOf } from '../install/readSignals';
import { findPrometheusServers } from '../observations/prometheusServers';
import type { PlatformInput } from './platformLines';

/** Settings beside what was seen. What could not be read, or cannot be seen at all, has no `detected`. */
export function declaredAndDetected({
  outcomes,
  settings,
  profile,
}: PlatformInput): DeclaredAndDetected[] {
  const entry = (
    key: string,
    title: string,
    declared: string | undefined,
    seen?: { detected: string; signal: string },
  ): DeclaredAndDetected => ({
    key,
    title,
    ...(declared !== undefined && { declared }),
    ...seen,
    differs:
      declared !== undefined &&
      seen !== undefined &&
      declared !== seen.detected,
  });
  const config = valueOf(runaiConfigsFact, outcomes)?.[0];
  const { existingPrometheus } = settings;
  const yesOrNo = existingPrometheus ? 'yes' : 'no';
  const declaredPrometheus =
    existingPrometheus === undefined ? undefined : yesOrNo;
  return [
    entry('mode', 'Mode', settings.mode),
    entry('environment', 'Environment', settings.environment),
    entry('profile', 'Profile', settings.profile, {
      detected: settings.profile ?? profile.id,
      signal: 'in force',
    }),
    entry(
      'existingPrometheus',
      'Existing Prometheus',
      declaredPrometheus,
      seenPrometheus({ outcomes, profile }),
    ),
    entry('registry', 'Registry', settings.registry),
    entry(
      'controlPlane',
      'Control plane',
      settings.controlPlane?.url.replace(/\/$/, ''),
      config?.controlPlaneUrl === undefined
        ? undefined
        : {
            detected: config.controlPlaneUrl,
            signal: `RunaiConfig ${config.namespace}/${config.name}`,
          },
    ),
  ].filter(
    ({ declared, detected }) =>
      declared !== undefined || detected !== undefined,
  );
}

function seenPrometheus({
  outcomes,
  profile,
}: Pick<PlatformInput, 'outcomes' | 'profile'>) {
  const workloads = valueOf(workloadsFact, outcomes);
  const prometheus = valueOf(prometheusFact, outcomes);
  if (!workloads || !prometheus) {
    return undefined;
  }
  const own = [profile.namespaces.cluster, profile.namespaces.backend];
  const servers = findPrometheusServers(workloads, prometheus).filter(
    ({ namespace }) => !own.includes(namespace),
  );
  return servers.length > 0
    ? {
        detected: 'yes',
        signal: servers
          .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
          .join(', '),
      }
    : { detected: 'no', signal: 'no server among the workloads' };
}
