import { defineCheck } from '../../declarations';
import {
  storageClassesObservation,
  type ObservedStorageClass,
} from '../../observations/storageClasses';
import { someNames } from '../../words';

const ANNOTATION = 'storageclass.kubernetes.io/is-default-class';

const DOCS = [
  {
    title: 'Change the default StorageClass',
    url: 'https://kubernetes.io/docs/tasks/administer-cluster/change-default-storage-class/',
  },
];

/** Seed B11: claims of Run:ai's services that name no class are served by the default one. */
export const defaultClass = defineCheck({
  id: 'storage.default-class',
  title: 'Exactly one storage class is the default',
  category: 'storage',
  requirements: ['B11'],
  description:
    'Claims that name no class get the default one. There must be exactly one, unless a class or an NFS server is named at the installation.',
  scope: 'cluster',
  severity: 'required',
  uses: { classes: storageClassesObservation },
  expected: 'exactly one default class',
  outcomes: {
    OneDefault: {
      status: 'pass',
      says: '{name} is the default. Its provisioner is {provisioner}',
      actual: '{name}',
    },
    SeveralDefaults: {
      status: 'warn',
      says: '{count} storage classes are marked as the default. They are {names}; Kubernetes refuses claims without a class before 1.26, and takes the newest of them since',
      actual: '{names}',
      remedy: {
        owner: 'cluster-admin',
        text: 'Keep the mark on one of them[; {keep} serves best].',
        commands: [
          `kubectl annotate storageclass {others} --overwrite ${ANNOTATION}=false`,
        ],
        docs: DOCS,
      },
    },
    NoDefault: {
      status: 'fail',
      says: 'No storage class is the default. There {count:is|are} {names}',
      actual: 'none',
      remedy: {
        owner: 'cluster-admin',
        text: 'Mark the class that Run:ai shall use as the default, or name it in the settings.',
        commands: [
          `kubectl annotate storageclass {best} --overwrite ${ANNOTATION}=true`,
        ],
        docs: DOCS,
      },
    },
    NoClasses: {
      status: 'fail',
      says: 'There is no storage class. No claim can be served',
      actual: 'none',
      remedy: {
        owner: 'storage',
        text: 'Install a provisioner for storage that every node reaches (NFS or a CSI driver of your storage), make a class of it and mark it as the default.',
        commands: ['kubectl get storageclasses,csidrivers'],
        docs: DOCS,
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: '[The settings name the class {class}][The settings name the NFS server {nfsServer}][The profile {profile} asks for no default class]',
    },
  },
  evaluate: ({ classes, settings: { storage = {} }, profile }) => {
    if (storage.class || storage.nfsServer) {
      return {
        outcome: 'NotApplicable',
        values: storage.class
          ? { class: storage.class }
          : { nfsServer: storage.nfsServer },
      };
    }
    if (!profile.storage.defaultClassRequired) {
      return { outcome: 'NotApplicable', values: { profile: profile.id } };
    }
    const defaults = classes.filter(({ isDefault }) => isDefault);
    const evidence = classes
      .slice(0, 20)
      .map(({ name, provisioner, isDefault }) => ({
        what: `storageclass/${name}`,
        key: ANNOTATION,
        value: `${isDefault} (${provisioner})`,
      }));
    if (classes.length === 0) {
      return {
        outcome: 'NoClasses',
        evidence: [{ what: 'storageclasses', value: 'absent' }],
      };
    }
    const best = bestOf(defaults.length > 0 ? defaults : classes);
    if (defaults.length === 0) {
      return {
        outcome: 'NoDefault',
        values: { count: classes.length, names: namesOf(classes), best },
        evidence,
      };
    }
    if (defaults.length > 1) {
      return {
        outcome: 'SeveralDefaults',
        values: {
          count: defaults.length,
          names: namesOf(defaults),
          keep: best,
          others: defaults
            .filter(({ name }) => name !== best)
            .map(({ name }) => name)
            .join(' '),
        },
        evidence,
      };
    }
    const [{ name, provisioner }] = defaults;
    return { outcome: 'OneDefault', values: { name, provisioner }, evidence };
  },
});

function namesOf(classes: readonly ObservedStorageClass[]): string {
  return someNames(
    classes.map(({ name }) => name),
    5,
  );
}

/** The class that serves Run:ai best: not tied to a node, shared before not. */
function bestOf(classes: readonly ObservedStorageClass[]): string {
  const merit = ({ capability }: ObservedStorageClass) =>
    (capability.nodeBound === false ? 2 : 0) +
    (capability.sharing === 'filesystem' ? 1 : 0) -
    (capability.nodeBound ? 1 : 0);
  return [...classes].sort((a, b) => merit(b) - merit(a))[0].name;
}
