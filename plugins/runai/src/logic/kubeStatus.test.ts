import { kubeStatusLook } from './kubeStatus';

it.each([
  ['Running', 'pass'],
  ['Ready', 'pass'],
  ['CrashLoopBackOff', 'fail'],
  ['Init:Error', 'fail'],
  ['NotReady', 'fail'],
  ['ImagePullBackOff', 'fail'],
  ['Init:0/1', 'queued'],
  ['Pending', 'queued'],
  ['Ready,SchedulingDisabled', 'warn'],
  ['Unknown', 'unknown'],
])('%s looks %s', (word, state) => {
  expect(kubeStatusLook('Status', word)?.state).toBe(state);
});

it('leaves alone what tells no state, and words that it does not know', () => {
  expect(kubeStatusLook('Name', 'Running')).toBeUndefined();
  expect(kubeStatusLook('Type', 'ClusterIP')).toBeUndefined();
  expect(kubeStatusLook('Status', 3)).toBeUndefined();
});
