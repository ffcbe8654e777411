import {
  INSTALL_MODES,
  type DeclaredAndDetected,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ValueOf } from '../declarations';
import type { Reading } from '../engine/Reading';
import { controlPlaneAddressObservation } from '../observations/controlPlaneAddress';
import { imageRegistriesObservation } from '../observations/imageRegistries';
import { installedVersionObservation } from '../observations/installedVersion';
import { prometheusServersObservation } from '../observations/prometheusServers';
import { runaiPhasesObservation } from '../observations/runaiPhases';
import { runaiConfigsFact } from '../facts/runai';
import { workloadName } from '../facts/workloads';
import { profileFor, type Profile } from '../profiles';
import { installModeTable } from '../profiles/tables';
import { alternatives } from '../words';

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
  const { ofRunai: [source] = [] } =
    reading.value(imageRegistriesObservation) ?? {};
  const rows: Row[] = [
    ['mode', 'Mode', settings.mode, ...modeSeen(reading)],
    ['environment', 'Environment', settings.environment],
    ['profile', 'Profile', named, ...recommended(installed, profile)],
    [
      'existingPrometheus',
      'Existing Prometheus',
      yesOrNo(settings.existingPrometheus),
      yesOrNo(servers && servers.length > 0),
      servers?.map(workloadName).join(', ') || 'no server among the workloads',
    ],
    [
      'installPath',
      'Install path',
      ...orInForce(settings.installPath, 'manual'),
    ],
    ['edition', 'Edition', ...orInForce(settings.edition, 'supportEntitled')],
    ['uses', 'Used for', ...orInForce(settings.uses?.join(', '), 'nothing')],
    [
      'registry',
      'Registry',
      settings.registry,
      source?.host,
      source && `named by images of Run:ai, ${source.count} in all`,
    ],
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

/** What is judged by where nothing is declared. */
function orInForce(
  declared: string | undefined,
  otherwise: string,
): [declared: string | undefined, detected?: string, signal?: string] {
  return declared === undefined
    ? [undefined, otherwise, 'in force, while none is declared']
    : [declared];
}

/** The mode that what is installed speaks for: the declared one where it is among those, else all that it may be. */
function modeSeen(reading: Reading): [detected?: string, signal?: string] {
  const { mode } = reading.context.settings;
  const backend = reading.value(runaiPhasesObservation)?.backend;
  const address = reading.value(controlPlaneAddressObservation);
  const table = installModeTable();
  const seen = (where: 'local' | 'cloud', signal: string): [string, string] => {
    const modes = INSTALL_MODES.filter(id => table[id].backend === where);
    const fits = mode !== undefined && modes.includes(mode);
    return [fits ? mode : alternatives(modes), signal];
  };
  if (backend && backend.count > 0) {
    return seen('local', `in ${backend.namespace} ${backend.state}`);
  }
  if (address?.inCloud) {
    return seen('cloud', `the control plane is ${address.url}`);
  }
  return mode === undefined
    ? ['cloud', 'in force, while none is declared']
    : [];
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
