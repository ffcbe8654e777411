import { legacyCheck } from '../../declarations';
import {
  storageClassesFact,
  type StorageClassFact,
} from '../../facts/storageClasses';
import type { Profile } from '../../profiles';
import { capabilityOf } from '../../observations/storage';

const ANNOTATION = 'storageclass.kubernetes.io/is-default-class';

/** Seed B11: claims of Run:ai's services that name no class are served by the default one. */
export const defaultClass = legacyCheck({
  id: 'storage.default-class',
  title: 'Exactly one storage class is the default',
  category: 'storage',
  requirements: ['B11'],
  description:
    'Claims that name no class get the default one. There must be exactly one, unless a class or an NFS server is named at the installation.',
  scope: 'cluster',
  severity: 'required',
  facts: { classes: storageClassesFact },
  reasons: ['OneDefault', 'SeveralDefaults', 'NoDefault', 'NoClasses'],
  notApplicable: ({ settings, profile }) => {
    if (settings.storage?.class) {
      return {
        message: `The settings name the class ${settings.storage.class}`,
      };
    }
    if (settings.storage?.nfsServer) {
      return {
        message: `The settings name the NFS server ${settings.storage.nfsServer}`,
      };
    }
    return profile.storage.defaultClassRequired
      ? undefined
      : { message: `The profile ${profile.id} asks for no default class` };
  },
  evaluate: ({ facts: { classes }, profile }) => {
    const defaults = classes.filter(({ isDefault }) => isDefault);
    const base = {
      expected: 'exactly one default class',
      actual: defaults.map(({ name }) => name).join(', ') || 'none',
      evidence:
        classes.length === 0
          ? [{ what: 'storageclasses', value: 'absent' }]
          : classes.slice(0, 20).map(({ name, provisioner, isDefault }) => ({
              what: `storageclass/${name}`,
              key: ANNOTATION,
              value: `${isDefault} (${provisioner})`,
            })),
    };
    const docs = [
      {
        title: 'Change the default StorageClass',
        url: 'https://kubernetes.io/docs/tasks/administer-cluster/change-default-storage-class/',
      },
    ];
    if (classes.length === 0) {
      return {
        ...base,
        status: 'fail',
        reason: 'NoClasses',
        message: 'There is no storage class. No claim can be served',
        remediation: {
          owner: 'storage',
          text: 'Install a provisioner for storage that every node reaches (NFS or a CSI driver of your storage), make a class of it and mark it as the default.',
          commands: ['kubectl get storageclasses,csidrivers'],
          docs,
        },
      };
    }
    if (defaults.length === 0) {
      return {
        ...base,
        status: 'fail',
        reason: 'NoDefault',
        message: `No storage class is the default. There ${
          classes.length === 1 ? 'is' : 'are'
        } ${classes
          .slice(0, 5)
          .map(({ name }) => name)
          .join(', ')}`,
        remediation: {
          owner: 'cluster-admin',
          text: 'Mark the class that Run:ai shall use as the default, or name it in the settings.',
          commands: [mark(bestOf(classes, profile), 'true')],
          docs,
        },
      };
    }
    if (defaults.length > 1) {
      const keep = bestOf(defaults, profile);
      return {
        ...base,
        status: 'warn',
        reason: 'SeveralDefaults',
        message: `${
          defaults.length
        } storage classes are marked as the default. They are ${defaults
          .map(({ name }) => name)
          .join(
            ' and ',
          )}; Kubernetes refuses claims without a class before 1.26, and takes the newest of them since`,
        remediation: {
          owner: 'cluster-admin',
          text: 'Keep the mark on one of them.',
          commands: defaults
            .filter(entry => entry !== keep)
            .map(entry => mark(entry, 'false')),
          docs,
        },
      };
    }
    return {
      ...base,
      status: 'pass',
      reason: 'OneDefault',
      message: `${defaults[0].name} is the default. Its provisioner is ${defaults[0].provisioner}`,
    };
  },
});

/** The class that serves Run:ai best: not tied to a node, shared before not. */
function bestOf(
  classes: readonly StorageClassFact[],
  profile: Profile,
): StorageClassFact {
  const merit = (entry: StorageClassFact) => {
    const { nodeBound, readWriteMany } = capabilityOf(entry, profile);
    return (
      (nodeBound === false ? 2 : 0) +
      (readWriteMany === 'filesystem' ? 1 : 0) -
      (nodeBound ? 1 : 0)
    );
  };
  return [...classes].sort((a, b) => merit(b) - merit(a))[0];
}

function mark({ name }: StorageClassFact, value: 'true' | 'false'): string {
  return `kubectl annotate storageclass ${name} --overwrite ${ANNOTATION}=${value}`;
}
