import { createMockDirectory } from '@backstage/backend-test-utils';
import { configBaseDir } from './configBaseDir';

describe('where relative paths start', () => {
  const directory = createMockDirectory();

  it('is the folder of the last file that has the key', async () => {
    directory.setContent({
      'app-config.yaml': 'runai: {sources: [{type: demo}]}',
      mine: { 'clusters.yaml': 'runai: {sources: [{type: kubeconfig}]}' },
      other: { 'names.yaml': 'runai: {clusters: [{name: a}]}' },
    });
    const argv = [
      'app-config.yaml',
      'mine/clusters.yaml',
      'other/names.yaml',
    ].flatMap(file => ['--config', directory.resolve(file)]);
    expect(await configBaseDir('runai.sources', { argv })).toBe(
      directory.resolve('mine'),
    );
    expect(await configBaseDir('runai.clusters', { argv })).toBe(
      directory.resolve('other'),
    );
    expect(await configBaseDir('runai.profiles', { argv })).toBe(process.cwd());
  });

  it('is the working folder where the files cannot be found again', async () => {
    const argv = ['--config', 'https://config.example/app-config.yaml'];
    expect(await configBaseDir('runai.sources', { argv })).toBe(process.cwd());
  });
});
