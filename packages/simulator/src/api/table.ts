import { isRecord, type KubeObject } from '../objects/KubeObject';
import type { PrinterColumn, ServedResource } from '../resources/types';
import type { ObjectStore } from '../store/ObjectStore';
import type { StoredObject } from '../store/StoredObject';
import type { ApiRequest, ApiResponse } from './ApiRequest';
import { metadataOf } from './partialMetadata';
import type { ResourceTarget } from './RequestTarget';
import { badRequest } from './status';

/** `metav1.Table`, the form in which generic browsers and kubectl ask for lists and objects. */
export function tableOf(options: {
  store: ObjectStore;
  resource: ServedResource;
  target: ResourceTarget;
  request: ApiRequest;
  items: StoredObject[];
  metadata: object;
  version: string;
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
    columnDefinitions: columns.map(({ jsonPath: _, ...column }) => column),
  });
  const apiVersion = target.group
    ? `${target.group}/${target.version}`
    : target.version;
  const rows = items.map(item => {
    const cells = columns.map(column => cell(item.object, column));
    const object =
      include === 'Object'
        ? item.json(apiVersion, true)
        : metadataOf(item, version);
    return include === 'None'
      ? `{"cells":${JSON.stringify(cells)},"object":null}`
      : `{"cells":${JSON.stringify(cells)},"object":${object}}`;
  });
  return {
    status: 200,
    body: `${head.slice(0, -1)},"rows":[${rows.join(',')}]}\n`,
  };
}

const nameColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description:
    'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: http://kubernetes.io/docs/user-guide/identifiers#names',
  priority: 0,
  jsonPath: '.metadata.name',
};

/** What types without a printer of their own show. */
const createdColumn = {
  name: 'Created At',
  type: 'date',
  format: '',
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.',
  priority: 0,
  jsonPath: '.metadata.creationTimestamp',
};

function columnsOf(
  resource: ServedResource,
  version: string,
): Required<PrinterColumn>[] {
  const declared = resource.printerColumns?.[version] ?? [];
  const columns = declared.length
    ? declared
    : [{ ...createdColumn, name: resource.custom ? 'Age' : 'Created At' }];
  return [
    nameColumn,
    ...columns.map(column => ({
      format: '',
      description: '',
      priority: 0,
      ...column,
    })),
  ];
}

function cell(object: KubeObject, column: PrinterColumn): unknown {
  let value: unknown = object;
  for (const part of column.jsonPath.split('.').filter(Boolean)) {
    value = isRecord(value) ? value[part] : undefined;
  }
  return value ?? null;
}
