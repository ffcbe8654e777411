import { z } from 'zod';
import { lazyTable, pattern, patterns } from './loadTable';

const strings = z.array(z.string());

/** How accelerators are told apart: the shipped table. */
export const acceleratorTable = lazyTable(
  'accelerators',
  z.strictObject({
    pci: z.strictObject({
      prefix: z.string(),
      suffixes: strings,
      vendor: z.string(),
      displayClass: z.string(),
      highestClass: z.string(),
      otherDevices: strings,
    }),
    generalLabels: strings,
    nvidiaNames: patterns,
    nvidiaProducts: strings,
    noAccelerator: patterns,
    otherMakers: z.array(
      z.strictObject({
        title: z.string(),
        names: patterns,
        resources: patterns,
        pciVendors: strings,
      }),
    ),
    virtualMachineResources: patterns,
    imagesWithDriver: z.array(
      z.strictObject({ title: z.string(), labels: strings }),
    ),
    migSlices: z.strictObject({
      default: z.number().int().positive(),
      products: z.array(
        z.strictObject({
          name: pattern,
          slices: z.number().int().positive(),
        }),
      ),
    }),
    poolLabels: strings,
  }),
  ({ nvidiaNames, nvidiaProducts, otherMakers, migSlices, ...table }) => {
    const products = new Set(nvidiaProducts);
    const otherVendors = new Set(
      otherMakers.flatMap(({ pciVendors }) => pciVendors),
    );
    return {
      ...table,
      /** Whether a label's value names NVIDIA or one of its products. */
      namesNvidia: (value: string) =>
        nvidiaNames(value) ||
        value
          .toLowerCase()
          .split(/[^a-z0-9]+/)
          .some(word => products.has(word)),
      namesOtherMaker: (value: string) =>
        otherMakers.some(({ names }) => names(value)),
      isOtherMakersResource: (name: string) =>
        otherMakers.some(({ resources }) => resources(name)),
      isOtherPciVendor: (vendor: string) => otherVendors.has(vendor),
      /** How many MIG slices a GPU of that product has. */
      migSlicesOf: (product: string) =>
        migSlices.products.find(({ name }) => name(product))?.slices ??
        migSlices.default,
    };
  },
);

/** See {@link acceleratorTable}. */
export type AcceleratorTable = ReturnType<typeof acceleratorTable>;
