import { storageClassesFact, type StorageClassFact } from '../../facts/storage';
import { fact, facts, type OutcomeCases } from '../../testing';
import { storageClassFact } from '../../testing/storage';
import type { defaultClass } from './defaultClass';

const nfs = storageClassFact('nfs', 'nfs.csi.k8s.io', { isDefault: true });
const local = storageClassFact('local', 'rancher.io/local-path');

function having(...classes: StorageClassFact[]) {
  return { facts: facts(fact(storageClassesFact, classes)) };
}

export const cases: OutcomeCases<typeof defaultClass> = {
  OneDefault: having(nfs, local),
  SeveralDefaults: having(nfs, { ...local, isDefault: true }),
  NoDefault: having(local),
  NoClasses: having(),
  NotApplicable: { ...having(), settings: { storage: { class: 'nfs' } } },
};
