import { isRecord, type KubeObject } from '../../objects/KubeObject';
import type { PrinterColumn, ServedResource } from '../../resources/types';
import { age, type Column, field, text } from './Column';
import { eventPrinter } from './eventPrinter';
import { humanAge } from './humanDuration';
import { valueAtJsonPath } from './jsonPath';
import { networkPrinters } from './networkPrinters';
import { nodePrinter } from './nodePrinter';
import { podPrinter } from './podPrinter';
import { quotaPrinter } from './quotaPrinter';
import { storagePrinters } from './storagePrinters';
import { record } from '../../objects/values';
import { workloadPrinters } from './workloadPrinters';

const name: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Name must be unique within a namespace.',
  cell: object => object.metadata.name,
};

const defaultClass = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/** A default class is marked beside its name. */
const className: Column = {
  ...name,
  cell: ({ metadata }) =>
    defaultClass.some(key => metadata.annotations?.[key] === 'true')
      ? `${metadata.name} (default)`
      : metadata.name,
};

/** What types without a printer of their own show. */
const createdAt: Column = {
  name: 'Created At',
  type: 'date',
  description:
    'CreationTimestamp is the server time when this object was created.',
  cell: object => object.metadata.creationTimestamp,
};

/** The columns beside the name, by `group/resource`, of the types that people browse. */
const besideName: Record<string, Column[]> = {
  '/nodes': nodePrinter,
  '/namespaces': [field('Status', 'status.phase'), age],
  '/configmaps': [
    text('Data', object => Object.keys(record(object.data)).length),
    age,
  ],
  '/pods': podPrinter,
  '/resourcequotas': quotaPrinter,
  'coordination.k8s.io/leases': [
    field('Holder', 'spec.holderIdentity', { none: '' }),
    age,
  ],
  'node.k8s.io/runtimeclasses': [field('Handler', 'handler'), age],
  'resource.k8s.io/resourceslices': [
    field('Node', 'spec.nodeName', { none: '' }),
    field('Driver', 'spec.driver'),
    field('Pool', 'spec.pool.name'),
    age,
  ],
  'resource.k8s.io/deviceclasses': [age],
  ...workloadPrinters,
  ...networkPrinters,
  ...storagePrinters,
};

/** What a server of this minor prints of a resource, in the version that was asked for. */
export function columnsOf(options: {
  resource: ServedResource;
  version: string;
  minor: number;
}): Column[] {
  const { resource, version, minor } = options;
  if (resource.custom) {
    return customColumns(resource.printerColumns?.[version] ?? []);
  }
  const key = `${resource.group}/${resource.resource}`;
  // Both groups have the same events, and print them alike.
  if (resource.resource === 'events') {
    return eventPrinter;
  }
  const first = key === 'storage.k8s.io/storageclasses' ? className : name;
  return [first, ...(besideName[key] ?? [createdAt])].filter(
    ({ minors: [since, until = Infinity] = [0] }) =>
      minor >= since && minor < until,
  );
}

const customAge: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

function customColumns(declared: PrinterColumn[]): Column[] {
  const columns = declared.length ? declared : [customAge];
  return [
    name,
    ...columns.map(({ jsonPath, ...column }) => ({
      ...column,
      cell: (object: KubeObject, now: Date) =>
        customCell(column.type, valueAtJsonPath(object, jsonPath), now),
    })),
  ];
}

/** Of the server's own conversions, those that the columns of the field need. */
function customCell(type: string, value: unknown, now: Date): unknown {
  if (value === undefined) {
    return null;
  }
  if (type === 'date') {
    return humanAge(value, now);
  }
  return isRecord(value) ? JSON.stringify(value) : value;
}
