import type { KubeObject } from '../../objects/KubeObject';
import { age, type Column, field, inMinors, text } from './Column';
import { at, list, record, strings } from '../../objects/values';

/** Since then volumes and claims name their attributes class. */
const ATTRIBUTES_CLASS = 29;

const attributesClass = (path: string) =>
  inMinors(
    [ATTRIBUTES_CLASS],
    field('VolumeAttributesClass', path, { none: '<unset>' }),
  );
const volumeMode = field('VolumeMode', 'spec.volumeMode', {
  priority: 1,
  none: '<unset>',
});

/** Since then a driver says more of itself. */
const DRIVER_DETAILS = 21;

const flag = (
  name: string,
  path: string,
  minors?: Column['minors'],
): Column => ({
  name,
  type: 'boolean',
  minors,
  cell: object => at(object, path) ?? false,
});

export const storagePrinters: Record<string, Column[]> = {
  'storage.k8s.io/csidrivers': [
    flag('AttachRequired', 'spec.attachRequired'),
    flag('PodInfoOnMount', 'spec.podInfoOnMount'),
    flag('StorageCapacity', 'spec.storageCapacity', [DRIVER_DETAILS]),
    inMinors(
      [DRIVER_DETAILS],
      text(
        'TokenRequests',
        driver =>
          list(at(driver, 'spec.tokenRequests'))
            .map(({ audience }) => audience)
            .join(',') || '<unset>',
      ),
    ),
    flag('RequiresRepublish', 'spec.requiresRepublish', [DRIVER_DETAILS]),
    text(
      'Modes',
      driver =>
        strings(at(driver, 'spec.volumeLifecycleModes')).join(',') || '<none>',
    ),
    age,
  ],
  '/persistentvolumes': [
    text('Capacity', volume => at(volume, 'spec.capacity.storage') ?? ''),
    text('Access Modes', volume => modes(at(volume, 'spec.accessModes'))),
    field('Reclaim Policy', 'spec.persistentVolumeReclaimPolicy', { none: '' }),
    text('Status', phaseOf),
    text('Claim', claimOf),
    text('StorageClass', classOf),
    attributesClass('spec.volumeAttributesClassName'),
    field('Reason', 'status.reason', { none: '' }),
    age,
    volumeMode,
  ],
  '/persistentvolumeclaims': [
    text('Status', phaseOf),
    field('Volume', 'spec.volumeName', { none: '' }),
    text('Capacity', claim =>
      bound(claim, at(claim, 'status.capacity.storage')),
    ),
    text('Access Modes', claim =>
      bound(claim, modes(at(claim, 'status.accessModes'))),
    ),
    text('StorageClass', classOf),
    attributesClass('spec.volumeAttributesClassName'),
    age,
    volumeMode,
  ],
  'storage.k8s.io/storageclasses': [
    field('Provisioner', 'provisioner'),
    field('ReclaimPolicy', 'reclaimPolicy', { none: 'Delete' }),
    field('VolumeBindingMode', 'volumeBindingMode', { none: 'Immediate' }),
    text(
      'AllowVolumeExpansion',
      object => object.allowVolumeExpansion ?? false,
    ),
    age,
  ],
};

const abbreviations: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

function modes(value: unknown): string {
  const given = strings(value);
  return Object.entries(abbreviations)
    .filter(([mode]) => given.includes(mode))
    .map(([, short]) => short)
    .join(',');
}

function phaseOf(object: KubeObject): unknown {
  return object.metadata.deletionTimestamp
    ? 'Terminating'
    : at(object, 'status.phase') ?? '';
}

function claimOf(volume: KubeObject): string {
  const { namespace, name } = record(at(volume, 'spec.claimRef'));
  return name ? `${namespace}/${name}` : '';
}

/** The annotation of old goes before the field. */
function classOf(object: KubeObject): unknown {
  return (
    object.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ??
    at(object, 'spec.storageClassName') ??
    ''
  );
}

/** What a claim has only once it has a volume. */
function bound(claim: KubeObject, value: unknown): unknown {
  return at(claim, 'spec.volumeName') ? value ?? '' : '';
}
