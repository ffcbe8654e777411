import type { ServedResource } from '../resources/types';
import type { StoredObject } from '../store/StoredObject';
import type { ApiRequest, ApiResponse } from './ApiRequest';
import type { Dialect } from './Dialect';
import { metadataOf } from './partialMetadata';
import { columnsOf } from './printers/printers';
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
  dialect: Dialect;
  now: () => Date;
}): ApiResponse {
  const { resource, target, request, items, metadata, version } = options;
  const columns = columnsOf({
    resource,
    version: target.version,
    minor: options.dialect.minor,
  });
  const include = request.query.get('includeObject') || 'Metadata';
  if (!['None', 'Metadata', 'Object'].includes(include)) {
    throw badRequest(`unrecognized includeObject value: "${include}"`);
  }
  const head = JSON.stringify({
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: columns.map(({ cell: _, minors: __, ...column }) => ({
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
