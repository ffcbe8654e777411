import type { Remedy } from '../../declarations';
import { distributionTable } from '../../profiles/distributionTable';

/** Where something is newer than what a version of Run:ai was tested with. Names `platform`. */
export const ASK_VENDOR: Remedy = {
  owner: 'vendor',
  text: 'Ask the vendor whether this version of Run:ai runs on {platform}, or install a newer one.',
};

const UPGRADING = {
  title: 'Upgrading a cluster',
  url: 'https://kubernetes.io/docs/tasks/administer-cluster/cluster-upgrade/',
};

/** Names `version` and `wanted`; the documents of whoever makes the distribution come first. */
export const UPGRADE_KUBERNETES: Remedy = {
  owner: 'cluster-admin',
  text: "Upgrade from {version} to {wanted}, one minor version at a time, the control plane first and then the nodes; where a provider runs the cluster, by the provider's own procedure.",
  commands: ['kubectl get nodes -o wide', 'kubeadm upgrade plan'],
  docs: [UPGRADING],
  // Read when somebody asks: most runs need no remedy.
  get where() {
    return Object.fromEntries(
      distributionTable().flatMap(({ id, docs }) =>
        docs ? [[id, { docs: [docs, UPGRADING] }]] : [],
      ),
    );
  },
};

const OPENSHIFT_DOCS = 'https://docs.openshift.com/container-platform/latest';

/** What is common to everything that is done about OpenShift's version. */
export const UPDATE_OPENSHIFT = {
  owner: 'cluster-admin',
  commands: ['oc get clusterversion version', 'oc adm upgrade'],
  docs: [
    {
      title: 'Updating clusters',
      url: `${OPENSHIFT_DOCS}/updating/index.html`,
    },
  ],
} as const satisfies Partial<Remedy>;

/** OpenShift 3 has no way forward but a new cluster. Names `minimum`. */
export const MIGRATE_FROM_OPENSHIFT_3: Remedy = {
  owner: 'cluster-admin',
  text: 'There is no update from OpenShift 3 to 4: install a new cluster of {minimum} or later and migrate to it.',
  docs: [
    {
      title: 'Migrating from version 3 to 4',
      url: `${OPENSHIFT_DOCS}/migrating_from_ocp_3_to_4/about-migrating-from-3-to-4.html`,
    },
  ],
};
