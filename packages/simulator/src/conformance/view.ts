import { isRecord } from '../objects/KubeObject';
import type { Call, Seen } from './types';

type Body = Record<string, unknown>;

const bodyViews: Record<
  Exclude<Call['sees'], 'code' | 'text'>,
  (body: Body, call: Call) => unknown
> = {
  status: body => body,

  object: (body, call) => ({
    kind: body.kind,
    apiVersion: body.apiVersion,
    name: at(body, 'metadata.name'),
    namespace: at(body, 'metadata.namespace'),
    fields: Object.fromEntries(
      (call.fields ?? []).map(path => [path, at(body, path)]),
    ),
  }),

  list: listView,

  set: body => {
    const seen = listView(body);
    return { ...seen, items: [...seen.items].sort(byName) };
  },

  groups: body => ({
    kind: body.kind,
    apiVersion: body.apiVersion,
    groups: array(body.groups)
      .map(group => ({
        name: group.name,
        preferred: at(group, 'preferredVersion.groupVersion'),
        versions: array(group.versions)
          .map(version => String(version.groupVersion))
          .sort(),
      }))
      .sort(byName),
  }),

  resources: body => ({
    kind: body.kind,
    apiVersion: body.apiVersion,
    groupVersion: body.groupVersion,
    resources: array(body.resources)
      .filter(resource => !String(resource.name).includes('/'))
      .map(({ name, singularName, namespaced, kind, verbs, shortNames }) => ({
        name,
        singularName,
        namespaced,
        kind,
        verbs: strings(verbs),
        shortNames: strings(shortNames),
      }))
      .sort(byName),
  }),

  aggregated: body => ({
    kind: body.kind,
    apiVersion: body.apiVersion,
    groups: array(body.items)
      .map(item => ({
        name: at(item, 'metadata.name') ?? '',
        versions: array(item.versions).map(version => ({
          version: version.version,
          resources: array(version.resources)
            .map(resource => ({
              name: resource.resource,
              kind: at(resource, 'responseKind.kind'),
              scope: resource.scope,
              singular: resource.singularResource,
              verbs: strings(resource.verbs),
            }))
            .sort(byName),
        })),
      }))
      .sort(byName),
  }),

  table: tableView,
};

function tableView(body: Body, call: Call) {
  const columns = array(body.columnDefinitions);
  const cellOf = (row: Body, of: (column: Body) => boolean) =>
    Array.isArray(row.cells) ? row.cells[columns.findIndex(of)] : undefined;
  return {
    kind: body.kind,
    apiVersion: body.apiVersion,
    columns: columns.map(({ name, type, format, priority }) => ({
      name,
      type,
      format,
      priority,
    })),
    rows: array(body.rows).map(row => ({
      cells: Array.isArray(row.cells) ? row.cells.length : undefined,
      name: cellOf(row, ({ format }) => format === 'name'),
      fields: Object.fromEntries(
        (call.fields ?? []).map(field => [
          field,
          cellOf(row, ({ name }) => name === field),
        ]),
      ),
      object: isRecord(row.object)
        ? { kind: row.object.kind, apiVersion: row.object.apiVersion }
        : row.object,
    })),
  };
}

function listView(body: Body) {
  const metadata = record(body.metadata);
  return {
    kind: body.kind,
    apiVersion: body.apiVersion,
    metadata: Object.keys(metadata)
      // Gone since 1.20.
      .filter(key => key !== 'selfLink')
      .sort(),
    remaining: metadata.remainingItemCount,
    items: array(body.items).map(item => ({
      kind: item.kind,
      apiVersion: item.apiVersion,
      name: at(item, 'metadata.name'),
      namespace: at(item, 'metadata.namespace'),
      parts: Object.keys(item).includes('spec'),
    })),
  };
}

function at(body: unknown, path: string): unknown {
  let value = body;
  for (const part of path.split('.')) {
    value = isRecord(value) ? value[part] : undefined;
  }
  return value;
}

function record(value: unknown): Body {
  return isRecord(value) ? value : {};
}

function array(value: unknown): Body[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String).sort() : [];
}

function byName(a: { name: unknown }, b: { name: unknown }): number {
  return String(a.name) < String(b.name) ? -1 : 1;
}

/** Reduces an answer to what is compared. */
export function view(
  call: Call,
  answer: { status: number; contentType: string; text: string },
): Seen {
  const seen = {
    status: answer.status,
    contentType: answer.contentType.replace(/\s/g, '').toLowerCase(),
  };
  if (call.sees === 'code') {
    return seen;
  }
  if (call.sees === 'text') {
    return { ...seen, body: answer.text };
  }
  const body: Body = JSON.parse(answer.text);
  return { ...seen, body: bodyViews[call.sees](body, call) };
}
