import { isRecord, type KubeObject } from '../objects/KubeObject';
import type { PrinterColumn, ServedResource } from '../resources/types';
import type { StoredObject } from '../store/StoredObject';
import type { ApiRequest, ApiResponse } from './ApiRequest';
import { metadataOf } from './partialMetadata';
import { type Column, printers } from './printers';
import type { ResourceTarget } from './RequestTarget';
import { badRequest } from './status';

/** `metav1.Table`, the form in which generic browsers and kubectl ask for lists and objects. */
export function tableOf(options: {
  resource: ServedResource;
  target: ResourceTarget;
  request: ApiRequest;
  items: StoredObject[];
  metadata: object;
  version: string;
  now: () => Date;
}): ApiResponse {
  const { resource, target, request, items, metadata, version } = options;
  const columns = columnsOf(resource, target.version);
  const include = request.query.get('includeObject') || 'Metadata';
  if (!['None', 'Metadata', 'Object'].includes(include)) {
    throw badRequest(`unrecognized includeObject value: "${include}"`);
  }
  const head = JSON.stringify({
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: columns.map(({ cell: _, ...column }) => ({
      format: '',
      description: '',
      priority: 0,
      ...column,
    })),
  });
  const apiVersion = target.group
    ? `${target.group}/${target.version}`
    : target.version;
  const now = options.now();
  const objectOf: Record<string, (item: StoredObject) => string> = {
    None: () => 'null',
    Metadata: item => metadataOf(item, version),
    Object: item => item.json(apiVersion, true),
  };
  const rows = items.map(item => {
    const cells = columns.map(column => column.cell(item.object, now) ?? null);
    return `{"cells":${JSON.stringify(cells)},"object":${objectOf[include](
      item,
    )}}`;
  });
  return {
    status: 200,
    body: `${head.slice(0, -1)},"rows":[${rows.join(',')}]}\n`,
  };
}

const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Name must be unique within a namespace.',
  cell: object => object.metadata.name,
};

function created(name: string): Column {
  return {
    name,
    type: 'date',
    description:
      'CreationTimestamp is the server time when this object was created.',
    cell: object => object.metadata.creationTimestamp,
  };
}

function columnsOf(resource: ServedResource, version: string): Column[] {
  if (!resource.custom) {
    // Types without a printer of their own show when they were created.
    const printer = printers[resource.resource] ?? [created('Created At')];
    return [nameColumn, ...printer];
  }
  const declared = resource.printerColumns?.[version] ?? [];
  return [
    nameColumn,
    ...(declared.length ? declared.map(declaredColumn) : [created('Age')]),
  ];
}

function declaredColumn({ jsonPath, ...column }: PrinterColumn): Column {
  const path = jsonPath.split('.').filter(Boolean);
  return { ...column, cell: object => valueAt(object, path) };
}

function valueAt(object: KubeObject, path: string[]): unknown {
  let value: unknown = object;
  for (const part of path) {
    value = isRecord(value) ? value[part] : undefined;
  }
  return value;
}
