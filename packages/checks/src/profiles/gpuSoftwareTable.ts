import { z } from 'zod';
import { lazyTable, patterns } from './loadTable';

const none = patterns.prefault([]);

const devicePlugin = z.strictObject({
  title: z.string(),
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
});

/** A kind of device plugin, and by what its DaemonSet is known. */
export type DevicePluginRow = z.infer<typeof devicePlugin>;

/** What is known of NVIDIA's software, and of what others put in its place: the shipped table. */
export const gpuSoftwareTable = lazyTable(
  'gpu-software',
  z.strictObject({
    operatorKinds: z.array(z.string()),
    operatorImages: patterns,
    olmOwnerLabel: z.string(),
    drivers: z.strictObject({
      components: patterns,
      apps: patterns,
      operandNames: patterns,
      names: patterns,
      containers: patterns,
      driverImages: patterns,
    }),
    validators: z.strictObject({ apps: patterns, names: patterns }),
    dra: z.strictObject({ names: patterns, images: patterns }),
    noPlugins: patterns,
    devicePlugins: z.array(devicePlugin),
    vendorLabel: z.string(),
    simulation: z.strictObject({
      polyfillNames: patterns,
      runtimeClass: z.strictObject({ name: z.string(), handler: z.string() }),
    }),
  }),
  table => table,
);
