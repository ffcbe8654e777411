import { eventSubject, newestFirst } from './eventRows';

const columns = [{ name: 'Last Seen', type: 'string', priority: 0 }];

it('puts the newest event first, by the ages that the server prints', () => {
  const rows = ['2d4h', '48s', '6m37s', '<unknown>', '168m'].map(age => ({
    name: age,
    cells: [age],
  }));
  expect(newestFirst(columns, rows).map(({ name }) => name)).toEqual([
    '48s',
    '6m37s',
    '168m',
    '2d4h',
    '<unknown>',
  ]);
});

it('finds what an event is about, where that may be read', () => {
  const kinds = [
    {
      group: '',
      version: 'v1',
      resource: 'pods',
      kind: 'Pod',
      namespaced: true,
    },
    {
      group: '',
      version: 'v1',
      resource: 'nodes',
      kind: 'Node',
      namespaced: false,
    },
  ];
  const event = { name: 'e', namespace: 'default', cells: [] };
  expect(eventSubject('pod/agent-0', event, kinds)).toEqual({
    kind: 'pods',
    object: { name: 'agent-0', namespace: 'default' },
  });
  expect(eventSubject('node/gpu-07', event, kinds)).toEqual({
    kind: 'nodes',
    object: { name: 'gpu-07' },
  });
  expect(eventSubject('secret/x', event, kinds)).toBeUndefined();
});
