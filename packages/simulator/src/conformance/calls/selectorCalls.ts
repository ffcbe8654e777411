import type { Call } from '../types';
import { group, namespace } from '../world';

const maps = `/api/v1/namespaces/${namespace}/configmaps`;
const pods = `/api/v1/namespaces/${namespace}/pods`;
const widgets = `/apis/${group}/v1/namespaces/${namespace}/widgets`;
const nodes = '/api/v1/nodes?labelSelector=world%3Dconformance';
const select = (labels: string) =>
  `${maps}?labelSelector=${encodeURIComponent(labels)}`;
const field = (path: string, selector: string) =>
  `${path}?fieldSelector=${encodeURIComponent(selector)}`;

/** Selectors of labels and fields. */
export const selectorCalls: Call[] = [
  ...[
    'app=a',
    'app==a',
    'app!=a',
    'app in (a,b)',
    'app notin (a, b)',
    'tier',
    '!tier',
    'app in (a,b),tier=back',
    'app=c,!tier',
  ].map(
    (labels): Call => ({
      title: `labels ${labels}`,
      path: select(`world=conformance,${labels}`),
      sees: 'list',
    }),
  ),
  {
    title: 'labels that cannot be parsed',
    path: select('app in a'),
    sees: 'code',
  },
  {
    title: 'the field metadata.name',
    path: field(maps, 'metadata.name=cm-2'),
    sees: 'list',
  },
  {
    title: 'the field metadata.namespace',
    path: field('/api/v1/pods', `metadata.namespace=${namespace}`),
    sees: 'list',
  },
  {
    title: 'the field spec.nodeName',
    path: field('/api/v1/pods', 'spec.nodeName=conf-1'),
    sees: 'list',
  },
  {
    title: 'the field status.phase',
    path: field(pods, 'status.phase=Pending'),
    sees: 'list',
  },
  {
    title: 'the field status.phase, negated',
    path: field(pods, 'status.phase!=Pending'),
    sees: 'list',
  },
  {
    title: 'the field spec.unschedulable',
    path: `${nodes}&fieldSelector=spec.unschedulable%3Dtrue`,
    sees: 'list',
  },
  {
    title: 'the field spec.hostNetwork, before it could be selected by',
    path: field(pods, 'spec.hostNetwork=true'),
    sees: 'status',
    minors: { before: 28 },
  },
  {
    title: 'the field spec.hostNetwork',
    path: field(pods, 'spec.hostNetwork=false'),
    sees: 'list',
    minors: { from: 28 },
  },
  {
    title: 'a field of a pod that cannot be selected by',
    path: field(pods, 'spec.priority=1'),
    sees: 'status',
  },
  {
    title: 'a field of a node that cannot be selected by',
    path: field('/api/v1/nodes', 'status.phase=x'),
    sees: 'status',
  },
  {
    title: 'a field of a custom object that cannot be selected by',
    path: field(widgets, 'spec.size=large'),
    sees: 'status',
  },
  {
    title: 'a field of a config map that cannot be selected by',
    path: field(maps, 'data.key=cm-1'),
    sees: 'status',
  },
  {
    title: 'the name of a custom object',
    path: field(widgets, 'metadata.name=w-2'),
    sees: 'list',
  },
];
