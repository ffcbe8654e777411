import { z } from 'zod';
import { lazyTable } from './loadTable';
import { anyOf, type Matcher } from './wildcard';

const strings = z.array(z.string());

const schema = z.strictObject({
  pci: z.strictObject({
    prefix: z.string(),
    suffixes: strings,
    vendor: z.string(),
    displayClass: z.string(),
    highestClass: z.string(),
    otherDevices: strings,
  }),
  generalLabels: strings,
  nvidiaNames: strings,
  nvidiaProducts: strings,
  noAccelerator: strings,
  otherMakers: z.array(
    z.strictObject({
      title: z.string(),
      names: strings,
      resources: strings,
      pciVendors: strings,
    }),
  ),
  virtualMachineResources: strings,
  imagesWithDriver: z.array(
    z.strictObject({ title: z.string(), labels: strings }),
  ),
  migSlices: z.strictObject({
    default: z.number().int().positive(),
    products: z.array(
      z.strictObject({ name: z.string(), slices: z.number().int().positive() }),
    ),
  }),
  poolLabels: strings,
});

type Rows = z.infer<typeof schema>;

/** How accelerators are told apart. */
export interface AcceleratorTable
  extends Pick<Rows, 'pci' | 'imagesWithDriver' | 'poolLabels'> {
  /** Labels that any maker's accelerator may carry. */
  readonly generalLabels: ReadonlySet<string>;
  /** Whether a label's value names NVIDIA or one of its products. */
  readonly namesNvidia: Matcher;
  /** Whether a label's value says that there is no accelerator. */
  readonly saysNone: Matcher;
  /** Whether a label's value names another maker. */
  readonly namesOther: Matcher;
  /** Whether a resource is offered for another maker's devices. */
  readonly isOtherResource: Matcher;
  readonly otherPciVendors: ReadonlySet<string>;
  /** Whether a resource hands NVIDIA's devices to virtual machines. */
  readonly isVirtualMachineResource: Matcher;
  /** How many MIG slices a GPU of that product has. */
  readonly migSlicesOf: (product: string) => number;
}

/** The shipped table of accelerators. */
export const acceleratorTable: () => AcceleratorTable = lazyTable(
  'accelerators',
  schema,
  rows => {
    const products = new Set(rows.nvidiaProducts);
    const named = anyOf(rows.nvidiaNames);
    const slices = rows.migSlices.products.map(row => ({
      matches: anyOf([row.name]),
      slices: row.slices,
    }));
    return {
      pci: rows.pci,
      imagesWithDriver: rows.imagesWithDriver,
      poolLabels: rows.poolLabels,
      generalLabels: new Set(rows.generalLabels),
      namesNvidia: value =>
        named(value) || words(value).some(word => products.has(word)),
      saysNone: anyOf(rows.noAccelerator),
      namesOther: anyOf(rows.otherMakers.flatMap(({ names }) => names)),
      isOtherResource: anyOf(
        rows.otherMakers.flatMap(({ resources }) => resources),
      ),
      otherPciVendors: new Set(
        rows.otherMakers.flatMap(({ pciVendors }) => pciVendors),
      ),
      isVirtualMachineResource: anyOf(rows.virtualMachineResources),
      migSlicesOf: product =>
        slices.find(({ matches }) => matches(product))?.slices ??
        rows.migSlices.default,
    };
  },
);

function words(value: string): string[] {
  return value.toLowerCase().split(/[^a-z0-9]+/);
}
