import type { DeclaredAndDetected } from '@runai-portal/backstage-plugin-runai-common';
import type { ValueOf } from '../declarations';
import type { Reading } from '../engine/Reading';
import { installedVersionObservation } from '../observations/installedVersion';
import { prometheusServersObservation } from '../observations/prometheusServers';
import { runaiConfigsFact } from '../facts/runai';
import { workloadName } from '../facts/workloads';
import { profileFor, type Profile } from '../profiles';

type Row = [
  key: string,
  title: string,
  declared: string | undefined,
  detected?: string,
  signal?: string,
];

/** Settings beside what was seen. What could not be read, or cannot be seen at all, has no `detected`. */
export function declaredAndDetected(reading: Reading): DeclaredAndDetected[] {
  const { settings, profile } = reading.context;
  const { profile: named } = settings;
  const config = reading.value(runaiConfigsFact)?.[0];
  const servers = reading.value(prometheusServersObservation)?.existing;
  const installed = reading.value(installedVersionObservation);
  const rows: Row[] = [
    ['mode', 'Mode', settings.mode],
    ['environment', 'Environment', settings.environment],
    ['profile', 'Profile', named, ...recommended(installed, profile)],
    [
      'existingPrometheus',
      'Existing Prometheus',
      yesOrNo(settings.existingPrometheus),
      yesOrNo(servers && servers.length > 0),
      servers?.map(workloadName).join(', ') || 'no server among the workloads',
    ],
    ['registry', 'Registry', settings.registry],
    [
      'controlPlane',
      'Control plane',
      settings.controlPlane?.url.replace(/\/$/, ''),
      config?.controlPlaneUrl,
      config && `RunaiConfig ${config.namespace}/${config.name}`,
    ],
  ];
  return rows
    .filter(([, , declared, detected]) => (declared ?? detected) !== undefined)
    .map(([key, title, declared, detected, signal]) => ({
      key,
      title,
      declared,
      ...(detected !== undefined && { detected, signal }),
      differs:
        declared !== undefined &&
        detected !== undefined &&
        declared !== detected,
    }));
}

function yesOrNo(value: boolean | undefined): string | undefined {
  const word = value ? 'yes' : 'no';
  return value === undefined ? undefined : word;
}

/** The profile of the version that is installed, beside the one that the cluster is judged by. */
function recommended(
  installed: ValueOf<typeof installedVersionObservation> | undefined,
  { id }: Profile,
): [detected: string, signal: string] {
  const { version, versionSource } = installed ?? {};
  const own = version && profileFor(version);
  return own
    ? [
        own,
        `Run:ai ${version} is installed (${versionSource}); in force is ${id}`,
      ]
    : [id, 'in force'];
}
