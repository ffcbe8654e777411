import {
  CLUSTER_USES,
  TRACKS,
} from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { answeredOnce } from '../memoize';
import {
  lazyFields,
  lazyRows,
  lazyTable,
  pattern,
  patterns,
  rows,
  set,
  texts,
} from './loadTable';
import { feature } from './schema/software';
import { anyOf, wildcard } from './wildcard';

// What the tables mean stands at the head of each, in `profiles/tables`.

const text = z.string();
const count = z.number().int().positive();

/** How accelerators are told apart. */
export const acceleratorTable = lazyTable(
  'accelerators',
  z
    .strictObject({
      pci: z.strictObject({
        prefix: text,
        suffixes: texts,
        vendor: text,
        displayClass: text,
        highestClass: text,
        otherDevices: texts,
      }),
      generalLabels: texts,
      nvidiaNames: patterns,
      nvidiaProducts: set,
      noAccelerator: patterns,
      otherMakers: rows({
        title: text,
        names: patterns,
        resources: patterns,
        pciVendors: texts,
      }),
      virtualMachineResources: patterns,
      imagesWithDriver: rows({ title: text, labels: texts }),
      migSlices: z.strictObject({
        default: count,
        products: rows({ name: pattern, slices: count }),
      }),
      poolLabels: texts,
    })
    .transform(
      ({ nvidiaNames, nvidiaProducts, otherMakers, migSlices, ...table }) => ({
        ...table,
        /** Whether a label's value names NVIDIA or one of its products. */
        namesNvidia: (value: string) =>
          nvidiaNames(value) ||
          value
            .toLowerCase()
            .split(/[^a-z0-9]+/)
            .some(word => nvidiaProducts.has(word)),
        namesOtherMaker: (value: string) =>
          otherMakers.some(({ names }) => names(value)),
        isOtherMakersResource: (name: string) =>
          otherMakers.some(({ resources }) => resources(name)),
        isOtherPciVendor: (vendor: string) =>
          otherMakers.some(({ pciVendors }) => pciVendors.includes(vendor)),
        migSlicesOf: (product: string) =>
          migSlices.products.find(({ name }) => name(product))?.slices ??
          migSlices.default,
      }),
    ),
);

/** See {@link acceleratorTable}. */
export type AcceleratorTable = ReturnType<typeof acceleratorTable>;

/** The words of those who refuse pods, and the names of the products that do. */
export const admissionTable = lazyFields('admission', {
  denials: z.strictObject({
    policies: text,
    constraints: text,
    standards: text,
    webhook: text,
  }),
  engines: rows({ title: text, webhooks: patterns }),
  imagePolicies: patterns,
});

/** Who refuses a pod. */
export type Denier = keyof ReturnType<typeof admissionTable>['denials'];

/** Namespaces of Kubernetes itself, of its distribution and of add-ons. */
export const platformNamespaces = lazyTable('platform-namespaces', patterns);

/** By what a node shows that it is a machine of a cloud. */
export const cloudTable = lazyRows('clouds', {
  title: text,
  providerID: pattern.optional(),
  machine: pattern.optional(),
});

const installMode = z.strictObject({
  title: text,
  internet: text,
  backend: z.enum(['cloud', 'local']),
  phases: count,
  artifacts: text,
});

/** What a declared install mode means. */
export const installModeTable = lazyFields('install-modes', {
  cloud: installMode,
  hybrid: installMode,
  fullyOnPrem: installMode,
  airGapped: installMode,
});

/** The labels by which nodes of the control plane are known, the surest first. */
export const controlPlaneTable = lazyRows('control-plane', {
  label: text,
  values: texts.optional(),
  part: z.enum(['control plane', 'API server', 'etcd']),
  taint: text,
  seen: text,
});

const signs = texts.default([]);

/** Distributions, in the order of precedence. */
export const distributionTable = lazyRows('distributions', {
  /** As profiles name it in `distributions.supported`. */
  id: text,
  title: text,
  track: z.enum(TRACKS),
  managed: z.literal(true).optional(),
  apiGroups: signs,
  gitVersion: pattern.optional(),
  labels: signs,
  annotations: signs,
  controlPlaneMark: text.optional(),
  providerID: pattern.optional(),
  osImage: pattern.optional(),
  /** `namespace/name` of what only this one installs. */
  daemonSets: signs,
  docs: z.strictObject({ title: text, url: z.url() }).optional(),
});

/** By what one distribution shows itself. */
export type DistributionSigns = ReturnType<typeof distributionTable>[number];

const none = patterns.prefault([]);

/** Of a workload: its own name, those of its images, what its labels `app` and `app.kubernetes.io/component` say. */
const workloadSigns = z.strictObject({
  names: none,
  images: none,
  apps: none,
  components: none,
});

/** By what a workload is known, whoever made it. */
export type WorkloadSigns = z.infer<typeof workloadSigns>;

/** What is known of NVIDIA's software, and of what others put in its place. */
export const gpuSoftwareTable = lazyFields('gpu-software', {
  operatorKinds: texts,
  operatorImages: patterns,
  olmOwnerLabel: text,
  drivers: workloadSigns.extend({
    operandNames: patterns,
    containers: patterns,
    driverImages: patterns,
  }),
  validators: workloadSigns,
  toolkits: workloadSigns,
  exporters: workloadSigns,
  dra: workloadSigns,
  versionLabels: z.strictObject({
    driver: z.array(texts),
    cuda: z.array(texts),
  }),
  noPlugins: patterns,
  devicePlugins: rows({
    title: text,
    origin: z.enum([
      'standalone',
      'vendor',
      'other',
      'simulated',
      'virtualMachines',
    ]),
    /** Of the image without its tag. */
    images: patterns,
    names: none,
    containers: none,
    /** NVIDIA's GPUs under another product's name. */
    resources: none,
  }),
  vendorLabel: text,
  deployLabels: texts,
  deploy: z.strictObject({ prefix: text, paused: patterns }),
  driverUpgrade: z.strictObject({
    state: text,
    skip: text,
    done: text,
    waiting: text,
    failed: text,
    began: texts,
  }),
  simulation: z.strictObject({
    polyfillNames: patterns,
    runtimeClass: z.strictObject({ name: text, handler: text }),
  }),
});

/** A kind of device plugin, and by what its DaemonSet is known. */
export type DevicePluginRow = ReturnType<
  typeof gpuSoftwareTable
>['devicePlugins'][number];

/** What serves Ingresses, and what gives addresses to Services. */
export const ingressTable = lazyFields('ingress', {
  controllers: rows({
    title: text,
    controllers: patterns,
    images: patterns,
    /** `namespace/name`. */
    workloads: none,
    managed: z.literal(true).optional(),
    classless: z.literal(true).optional(),
  }),
  defaultAnnotation: text,
  gatewayLabels: texts,
  givers: rows({ title: text, images: patterns }),
});

/** What is kept of nodes' labels and annotations, the domains of distributions included. */
export const nodeMetadataTable = lazyTable(
  'node-metadata',
  z
    .strictObject({
      labels: texts,
      leftOut: patterns,
      annotations: patterns,
      presence: texts,
    })
    .transform(({ labels, presence, ...table }) => {
      const ofDistributions = distributionTable()
        .flatMap(row => [...row.labels, ...row.annotations])
        .map(key => key.replace(/\/.*/, '/*'));
      return {
        ...table,
        labels: anyOf([...labels, ...ofDistributions]),
        presence: anyOf([...presence, ...ofDistributions]),
      };
    }),
);

const nodeImages = lazyRows('node-images', {
  title: text,
  images: patterns,
  nfsClient: z.enum(['brought', 'package', 'none']),
  package: text.optional(),
  source: text,
});

/** What is known of a node's operating system, by its `osImage`; asked once for all nodes of a pool. */
export const nodeImage = answeredOnce((osImage: string) =>
  nodeImages().find(({ images }) => images(osImage)),
);

const passingTaints = lazyRows('passing-taints', {
  key: pattern,
  kind: z.enum(['state', 'starting', 'leaving']),
  removedBy: text,
  look: text,
  docs: z.url(),
});

/** What sets a taint for a while and takes it away again; undefined for a key that is there to stay. */
export const passingTaint = answeredOnce((written: string) =>
  passingTaints().find(({ key }) => key(written)),
);

/** Whether a registry's host, without its port, is one that anybody on the internet can pull from. */
export const publicRegistries = lazyTable('public-registries', patterns);

/** How a Prometheus server is known among the workloads. */
export const prometheusTable = lazyFields('prometheus', {
  flags: set,
  images: patterns,
  containers: patterns,
  labels: z.array(z.record(text, text).transform(Object.entries)),
  others: patterns,
  openshift: set,
});

const labelSets = z.array(z.record(text, text).transform(Object.entries));

const monitoringPart = z.strictObject({
  except: set.optional(),
  images: patterns,
  containers: set,
  labels: labelSets,
});

/** By what a part that stands beside a Prometheus server is known. */
export type MonitoringPart = z.infer<typeof monitoringPart>;

/** What stands beside a Prometheus server, and what kube-state-metrics asks for that later API servers do not serve. */
export const exporterTable = lazyFields('exporters', {
  nodeExporter: monitoringPart,
  kubeStateMetrics: monitoringPart,
  operator: monitoringPart,
  removedApis: rows({
    before: text,
    removed: text,
    kinds: texts,
    source: text,
  }),
  source: text,
});

/** What pretends to be a node, and by what each is known. */
export const simulatedNodeTable = lazyRows('simulated-nodes', {
  title: text,
  pods: z.enum(['nowhere', 'elsewhere']),
  signs: rows({
    in: z.enum([
      'label',
      'taint',
      'annotation',
      'kubeletVersion',
      'providerID',
    ]),
    key: text.default(''),
    value: text.default('*').transform(wildcard),
  }),
});

/** Software that some uses of a cluster need, by the last part of its check's id. */
export const softwareTable = lazyTable(
  'software',
  z.record(
    feature,
    z.strictObject({
      title: text,
      uses: z.array(z.enum(CLUSTER_USES)),
      why: text,
      nodes: z.strictObject({ title: text, label: text }).optional(),
      group: text,
      kind: z.enum(['Deployment', 'DaemonSet']),
      images: patterns,
      names: none,
      labels: z
        .array(z.record(text, text).transform(Object.entries))
        .default([]),
      tags: z.record(text, text).default({}),
      partOf: text.optional(),
      look: text,
      install: texts,
      docs: texts,
    }),
  ),
);

/** See {@link softwareTable}. */
export type SoftwareRow = ReturnType<typeof softwareTable>[keyof ReturnType<
  typeof softwareTable
>];

/** What a PersistentVolume shows by itself: how many nodes reach a source at once, and which keys of an affinity name single nodes. */
export const volumeTable = lazyFields('volumes', {
  sources: z
    .record(text, z.enum(['many', 'one', 'node', 'depends']))
    .transform(sources => new Map(Object.entries(sources))),
  nodeKeys: patterns,
  source: text,
});
