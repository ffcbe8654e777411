import type { DeclaredAndDetected } from '@runai-portal/backstage-plugin-runai-common';
import type { Reading } from '../engine/Reading';
import { prometheusServersObservation } from '../observations/prometheusServers';
import { runaiConfigsFact } from '../facts/runaiConfigs';

/** Settings beside what was seen. What could not be read, or cannot be seen at all, has no `detected`. */
export function declaredAndDetected(reading: Reading): DeclaredAndDetected[] {
  const { settings, profile } = reading.context;
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
  const config = reading.value(runaiConfigsFact)?.[0];
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
      seenPrometheus(reading),
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

function seenPrometheus(reading: Reading) {
  const servers = reading.value(prometheusServersObservation)?.existing;
  if (!servers) {
    return undefined;
  }
  return servers.length > 0
    ? {
        detected: 'yes',
        signal: servers
          .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
          .join(', '),
      }
    : { detected: 'no', signal: 'no server among the workloads' };
}
