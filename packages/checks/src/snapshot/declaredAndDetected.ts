import type { DeclaredAndDetected } from '@runai-portal/backstage-plugin-runai-common';
import type { Reading } from '../engine/Reading';
import { prometheusServersObservation } from '../observations/prometheusServers';
import { runaiConfigsFact } from '../facts/runai';
import { workloadName } from '../facts/workloads';

/** Settings beside what was seen. What could not be read, or cannot be seen at all, has no `detected`. */
export function declaredAndDetected(reading: Reading): DeclaredAndDetected[] {
  const { settings, profile } = reading.context;
  const config = reading.value(runaiConfigsFact)?.[0];
  const servers = reading.value(prometheusServersObservation)?.existing;
  return [
    entry('mode', 'Mode', settings.mode),
    entry('environment', 'Environment', settings.environment),
    entry(
      'profile',
      'Profile',
      settings.profile,
      settings.profile ?? profile.id,
      'in force',
    ),
    entry(
      'existingPrometheus',
      'Existing Prometheus',
      yesOrNo(settings.existingPrometheus),
      yesOrNo(servers && servers.length > 0),
      servers?.map(workloadName).join(', ') || 'no server among the workloads',
    ),
    entry('registry', 'Registry', settings.registry),
    entry(
      'controlPlane',
      'Control plane',
      settings.controlPlane?.url.replace(/\/$/, ''),
      config?.controlPlaneUrl,
      config && `RunaiConfig ${config.namespace}/${config.name}`,
    ),
  ].filter(
    ({ declared, detected }) =>
      declared !== undefined || detected !== undefined,
  );
}

function entry(
  key: string,
  title: string,
  declared: string | undefined,
  detected?: string,
  signal?: string,
): DeclaredAndDetected {
  return {
    key,
    title,
    declared,
    ...(detected !== undefined && { detected, signal }),
    differs:
      declared !== undefined && detected !== undefined && declared !== detected,
  };
}

function yesOrNo(value: boolean | undefined): string | undefined {
  const word = value ? 'yes' : 'no';
  return value === undefined ? undefined : word;
}
