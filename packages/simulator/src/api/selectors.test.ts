import fc from 'fast-check';
import { pod } from '../objects';
import type { ServedResource } from '../resources/types';
import { fieldPredicate, labelPredicate } from './selectors';

const select = (selector: string, labels: Record<string, string>) =>
  labelPredicate(selector)?.(pod('default', 'p', { labels })) ?? true;

it.each([
  ['', {}, true],
  ['app', { app: '' }, true],
  ['!app', { app: '' }, false],
  ['app=a', { app: 'a' }, true],
  ['app!=a', {}, true],
  ['app notin (a,b)', {}, true],
  ['app in (a, b),tier', { app: 'b', tier: 'x' }, true],
  ['app in (a, b),!tier', { app: 'b', tier: 'x' }, false],
  [
    'node-role.kubernetes.io/runai-system=',
    { 'node-role.kubernetes.io/runai-system': '' },
    true,
  ],
])('%s of %j: %s', (selector, labels, expected) => {
  expect(select(selector, labels)).toBe(expected);
});

it.each(['app in a', 'app=a b', '=a', 'app ~ a'])('refuses %s', selector => {
  expect(() => labelPredicate(selector)).toThrow(/unable to parse/);
});

it('lets a set and its complement share out all objects', () => {
  const value = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(
      fc.option(value),
      fc.uniqueArray(value, { minLength: 1 }),
      (label, values) => {
        const labels: Record<string, string> =
          label === null ? {} : { app: label };
        const list = values.join(',');
        expect(select(`app in (${list})`, labels)).toBe(
          !select(`app notin (${list})`, labels),
        );
      },
    ),
  );
});

it('selects by the fields of the resource alone', () => {
  const pods: ServedResource = {
    group: '',
    resource: 'pods',
    kind: 'Pod',
    listKind: 'PodList',
    singular: 'pod',
    namespaced: true,
    shortNames: [],
    categories: [],
    verbs: [],
    subresources: [],
    selectableFields: ['spec.nodeName', 'status.phase'],
    versions: ['v1'],
    custom: false,
  };
  const running = pod('default', 'p', { node: 'gpu-01' });
  expect(
    fieldPredicate(
      'spec.nodeName=gpu-01,status.phase!=Failed',
      pods,
    )?.(running),
  ).toBe(true);
  expect(fieldPredicate('spec.nodeName=gpu-02', pods)?.(running)).toBe(false);
  expect(() => fieldPredicate('spec.image=x', pods)).toThrow(
    'field label not supported: spec.image',
  );
});
