import { z } from 'zod';
import { lazyTable } from './loadTable';
import { anyOf, type Matcher } from './wildcard';

const strings = z.array(z.string());
const PLUGIN_ORIGINS = [
  'standalone',
  'vendor',
  'other',
  'simulated',
  'virtualMachines',
] as const;

const schema = z.strictObject({
  operatorKinds: strings,
  operatorImages: strings,
  olmOwnerLabel: z.string(),
  drivers: z.strictObject({
    components: strings,
    apps: strings,
    operandNames: strings,
    names: strings,
    containers: strings,
    driverImages: strings,
  }),
  validators: z.strictObject({ apps: strings, names: strings }),
  dra: z.strictObject({ names: strings, images: strings }),
  noPlugins: strings,
  devicePlugins: z.array(
    z.strictObject({
      title: z.string(),
      origin: z.enum(PLUGIN_ORIGINS),
      images: strings,
      names: strings.default([]),
      containers: strings.default([]),
      resources: strings.default([]),
    }),
  ),
  vendorLabel: z.string(),
  simulation: z.strictObject({
    polyfillNames: strings,
    runtimeClass: z.strictObject({ name: z.string(), handler: z.string() }),
  }),
});

type Rows = z.infer<typeof schema>;

/** A kind of device plugin, and by what its DaemonSet is known. */
export interface DevicePluginRow {
  readonly title: string;
  readonly origin: (typeof PLUGIN_ORIGINS)[number];
  /** Of the image without its tag. */
  readonly isImage: Matcher;
  readonly isName: Matcher;
  readonly isContainer: Matcher;
}

/** What is known of NVIDIA's software, and of what others put in its place. */
export interface GpuSoftwareTable
  extends Pick<Rows, 'olmOwnerLabel' | 'vendorLabel' | 'simulation'> {
  readonly operatorKinds: ReadonlySet<string>;
  readonly isOperatorImage: Matcher;
  readonly drivers: {
    readonly [Key in keyof Rows['drivers']]: Matcher;
  };
  readonly validators: {
    readonly [Key in keyof Rows['validators']]: Matcher;
  };
  readonly dra: { readonly [Key in keyof Rows['dra']]: Matcher };
  readonly isNoPlugin: Matcher;
  readonly devicePlugins: readonly DevicePluginRow[];
  /** Whether a resource is a share of NVIDIA's GPUs that another product's plugin offers. */
  readonly isShare: Matcher;
}

/** The shipped table of GPU software. */
export const gpuSoftwareTable: () => GpuSoftwareTable = lazyTable(
  'gpu-software',
  schema,
  rows => ({
    olmOwnerLabel: rows.olmOwnerLabel,
    vendorLabel: rows.vendorLabel,
    simulation: rows.simulation,
    operatorKinds: new Set(rows.operatorKinds),
    isOperatorImage: anyOf(rows.operatorImages),
    drivers: {
      components: anyOf(rows.drivers.components),
      apps: anyOf(rows.drivers.apps),
      operandNames: anyOf(rows.drivers.operandNames),
      names: anyOf(rows.drivers.names),
      containers: anyOf(rows.drivers.containers),
      driverImages: anyOf(rows.drivers.driverImages),
    },
    validators: {
      apps: anyOf(rows.validators.apps),
      names: anyOf(rows.validators.names),
    },
    dra: { names: anyOf(rows.dra.names), images: anyOf(rows.dra.images) },
    isNoPlugin: anyOf(rows.noPlugins),
    devicePlugins: rows.devicePlugins.map(
      ({ title, origin, images, names, containers }) => ({
        title,
        origin,
        isImage: anyOf(images),
        isName: anyOf(names),
        isContainer: anyOf(containers),
      }),
    ),
    isShare: anyOf(rows.devicePlugins.flatMap(({ resources }) => resources)),
  }),
);
