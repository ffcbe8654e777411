import { defineCheck, notInProfile } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import {
  storageClassesObservation,
  type ObservedStorageClass,
} from '../../observations/storage';
import { known } from '../../profiles';
import { namesOf } from '../../words';
import { classRows } from './storageFindings';

const ANNOTATION = 'storageclass.kubernetes.io/is-default-class';

/** Seed B11: claims of Run:ai's services that name no class are served by the default one. */
export const defaultClass = defineCheck({
  id: 'storage.default-class',
  title: 'Exactly one storage class is the default',
  category: 'storage',
  requirements: ['B11'],
  description:
    'Claims that name no class get the default one. There must be exactly one, unless a class or an NFS server is named at the installation.',
  verify: {
    text: 'Exactly one class must be marked "(default)".',
    commands: ['kubectl get storageclasses'],
  },
  uses: { classes: storageClassesObservation },
  expected: 'exactly one default class',
  outcomes: {
    OneDefault: {
      status: 'pass',
      says: '{best} is the default. Its provisioner is {provisioner}',
      actual: '{best}',
    },
    SeveralDefaults: {
      status: 'warn',
      says: '{count} storage classes are marked as the default. They are {names}; Kubernetes refuses claims without a class before 1.26, and takes the newest of them since',
      actual: '{names}',
      remedy: {
        text: 'Keep the mark on one of them; {best} serves best.',
        commands: [
          `kubectl annotate storageclass {others} --overwrite ${ANNOTATION}=false`,
        ],
        docs: ['defaultStorageClass'],
      },
    },
    NoDefault: {
      status: 'fail',
      says: 'No storage class is the default. There {count:is|are} {names}',
      actual: 'none',
      remedy: {
        text: 'Mark the class that Run:ai shall use as the default, or name it in the settings.',
        commands: [
          `kubectl annotate storageclass {best} --overwrite ${ANNOTATION}=true`,
        ],
        docs: ['defaultStorageClass'],
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
        docs: ['defaultStorageClass'],
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: '[The settings name the class {class}|The settings name the NFS server {nfsServer}|The profile {profile} asks for no default class]',
    },
  },
  evaluate: ({ classes, settings: { storage = {} }, profile }) => {
    const { class: named, nfsServer } = storage;
    const needs = known(profile.storage.defaultClass);
    if (!needs && !named && !nfsServer) {
      return notInProfile(profile, 'whether a default storage class is needed');
    }
    if (named || nfsServer || !needs?.required) {
      return {
        outcome: 'NotApplicable',
        values: { class: named, nfsServer, profile: profile.id },
      };
    }
    const defaults = classes.filter(({ isDefault }) => isDefault);
    const told = defaults.length > 0 ? defaults : classes;
    const [best, ...others] = [...told].sort((a, b) => merit(b) - merit(a));
    return {
      outcome: firstOf(
        [classes.length === 0, 'NoClasses'],
        [defaults.length === 0, 'NoDefault'],
        [defaults.length === 1, 'OneDefault'],
        'SeveralDefaults',
      ),
      values: {
        count: told.length,
        names: namesOf(told),
        best: best?.name,
        provisioner: best?.provisioner,
        others: others.map(({ name }) => name).join(' '),
      },
      evidence: evidenceOf(
        classRows(classes, ({ isDefault, provisioner }) => [
          ANNOTATION,
          `${isDefault} (${provisioner})`,
        ]),
      ),
    };
  },
});

/** How well a class serves Run:ai: not tied to a node, shared before not. */
function merit({ nodeBound, sharing }: ObservedStorageClass): number {
  const byPlace = nodeBound ? -1 : 0;
  return (
    (nodeBound === false ? 2 : byPlace) + (sharing === 'filesystem' ? 1 : 0)
  );
}
