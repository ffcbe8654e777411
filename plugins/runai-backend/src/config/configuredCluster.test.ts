import { withAbsolutePaths } from './configuredCluster';

describe('the file of a token', () => {
  it.each([
    ['./gpu.token', '/etc/portal/gpu.token'],
    ['/run/gpu.token', '/run/gpu.token'],
  ])('%s is %s', (tokenFile, path) => {
    const server = 'https://gpu.example';
    expect(
      withAbsolutePaths(
        { name: 'gpu', credentials: { tokenFile, server } },
        '/etc/portal',
      ),
    ).toEqual({ name: 'gpu', credentials: { tokenFile: path, server } });
  });
});
