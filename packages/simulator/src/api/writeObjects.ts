import { randomBytes } from 'node:crypto';
import { isRecord, type KubeObject } from '../objects/KubeObject';
import type { ServedResource } from '../resources/types';
import type { ApiRequest } from './ApiRequest';
import type { Dialect } from './Dialect';
import { mergePatch } from './mergePatch';
import type { ResourceTarget } from './RequestTarget';
import { badRequest, conflict, invalid, StatusError } from './status';

interface WriteOptions {
  resource: ServedResource;
  target: ResourceTarget;
  request: ApiRequest;
}

/** What the server itself writes into new objects. */
const initialStatus: Record<string, { status: object }> = {
  Namespace: { status: { phase: 'Active' } },
  Pod: { status: { phase: 'Pending', qosClass: 'BestEffort' } },
};

/** @throws StatusError 400 or 422 where Kubernetes would refuse the object */
export function objectToCreate(options: WriteOptions): KubeObject {
  const { resource, target, request } = options;
  const body = objectInBody(request, resource, target);
  const metadata = isRecord(body.metadata) ? body.metadata : {};
  const name = nameOf(metadata);
  if (!name) {
    throw invalid({
      group: resource.group,
      kind: resource.kind,
      name: '',
      field: 'metadata.name',
      cause: 'FieldValueRequired',
      message: 'Required value: name or generateName is required',
    });
  }
  const { status, ...rest } = body;
  const {
    uid: _uid,
    resourceVersion: _version,
    creationTimestamp: _created,
    ...kept
  } = metadata;
  return {
    ...rest,
    ...(statusKept(resource) && status !== undefined && { status }),
    ...initialStatus[resource.kind],
    apiVersion: storedVersion(resource, target),
    kind: resource.kind,
    metadata: {
      ...kept,
      name,
      ...(resource.namespaced && { namespace: target.namespace }),
      ...(body.spec !== undefined && { generation: 1 }),
    },
  };
}

/** The object as it will be after a PUT or a PATCH, of itself or of its status. */
export function objectToReplace(
  options: WriteOptions & { present: KubeObject },
): KubeObject {
  const { resource, target, request, present } = options;
  const asked =
    request.method === 'PATCH'
      ? patched(request, present)
      : objectInBody(request, resource, target);
  const metadata = isRecord(asked.metadata) ? asked.metadata : {};
  if (metadata.name !== target.name) {
    throw badRequest(
      `the name of the object (${
        metadata.name ?? ''
      }) does not match the name on the URL (${target.name})`,
    );
  }
  if (
    metadata.resourceVersion &&
    metadata.resourceVersion !== present.metadata.resourceVersion
  ) {
    throw conflict({ ...resource, name: present.metadata.name });
  }
  const { name, namespace } = present.metadata;
  const ofStatus = target.subresource === 'status';
  const next: KubeObject = ofStatus
    ? { ...present, status: asked.status }
    : {
        ...present,
        ...asked,
        metadata: { ...metadata, name, ...(namespace && { namespace }) },
      };
  if (!ofStatus && resource.subresources.includes('status')) {
    if (present.status === undefined) {
      delete next.status;
    } else {
      next.status = present.status;
    }
  }
  const { generation } = present.metadata;
  if (
    generation !== undefined &&
    JSON.stringify(next.spec) !== JSON.stringify(present.spec)
  ) {
    next.metadata = { ...next.metadata, generation: generation + 1 };
  }
  return { ...next, apiVersion: present.apiVersion, kind: resource.kind };
}

const optionKinds: Record<string, string> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
  DELETE: 'DeleteOptions',
};

/** @throws StatusError 422 for any other value than `All` */
export function isDryRun(request: ApiRequest, dialect: Dialect): boolean {
  const values = request.query.getAll('dryRun').filter(Boolean);
  if (values.some(value => value !== 'All')) {
    const list = values.map(value => JSON.stringify(value)).join(', ');
    throw invalid({
      group: 'meta.k8s.io',
      kind: optionKinds[request.method],
      name: '',
      field: 'dryRun',
      cause: 'FieldValueNotSupported',
      message: `Unsupported value: ${
        dialect.jsonValues ? `[${list}]` : `[]string{${list}}`
      }: supported values: "All"`,
    });
  }
  return values.length > 0;
}

function patched(request: ApiRequest, present: KubeObject) {
  const type = request.headers['content-type']?.split(';')[0].trim();
  const merges = [
    'application/merge-patch+json',
    // Maps merge alike; lists of Kubernetes' own types, which would merge by key, are replaced here.
    'application/strategic-merge-patch+json',
  ];
  if (!type || !merges.includes(type)) {
    throw new StatusError({
      code: 415,
      reason: 'UnsupportedMediaType',
      message: `the body of the request was in an unknown format - accepted media types include: ${merges.join(
        ', ',
      )}`,
    });
  }
  const result = mergePatch(present, parseBody(request.body));
  return isRecord(result) ? result : {};
}

function objectInBody(
  request: ApiRequest,
  resource: ServedResource,
  target: ResourceTarget,
): Record<string, unknown> {
  const body = parseBody(request.body);
  const kind = body.kind ?? resource.kind;
  const asked = target.group
    ? `${target.group}/${target.version}`
    : target.version;
  const apiVersion = body.apiVersion ?? asked;
  if (kind !== resource.kind || apiVersion !== asked) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${asked})`,
    );
  }
  const metadata = isRecord(body.metadata) ? body.metadata : {};
  if (
    resource.namespaced &&
    metadata.namespace &&
    metadata.namespace !== target.namespace
  ) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return body;
}

/** The body of a write. @throws StatusError 400 */
export function parseBody(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw badRequest(`couldn't get version/kind; json parse error: ${error}`);
  }
  if (!isRecord(value)) {
    throw badRequest(
      'the object provided is unrecognized: json: cannot unmarshal into Go value',
    );
  }
  return value;
}

function nameOf(metadata: Record<string, unknown>): string {
  if (metadata.name) {
    return String(metadata.name);
  }
  return metadata.generateName
    ? `${metadata.generateName}${randomBytes(3).toString('hex').slice(0, 5)}`
    : '';
}

/** A status in a new object is thrown away, except where no other writer would set it. */
function statusKept(resource: ServedResource): boolean {
  return (
    !resource.subresources.includes('status') || resource.resource === 'nodes'
  );
}

function storedVersion(resource: ServedResource, target: ResourceTarget) {
  const version = resource.storageVersion ?? target.version;
  return target.group ? `${target.group}/${version}` : version;
}
