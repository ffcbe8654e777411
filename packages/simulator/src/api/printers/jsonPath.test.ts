import { valueAtJsonPath } from './jsonPath';

const object = {
  metadata: { labels: { 'example.com/size': 'large' } },
  status: {
    history: [{ state: 'Completed', version: '4.6.8' }],
    conditions: [
      { type: 'Progressing', status: 'False' },
      { type: 'Available', status: 'True' },
    ],
  },
};

it.each([
  ['.status.conditions[?(@.type=="Available")].status', 'True'],
  [".status.conditions[?(@.type=='Degraded')].status", undefined],
  ['.status.history[0].version', '4.6.8'],
  ['.metadata.labels.example\\.com/size', 'large'],
  ['.spec.nothing', undefined],
  ['.status[0]', undefined],
])('%s finds %j', (path, found) => {
  expect(valueAtJsonPath(object, path)).toEqual(found);
});
