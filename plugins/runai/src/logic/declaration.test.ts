import { declaration } from './declaration';

describe('declaration', () => {
  it('is an entry of the configuration', () => {
    expect(
      declaration('gpu-prod', {
        profile: 'runai-3.0',
        settings: { mode: 'airGapped', uses: ['rdma'] },
      }),
    ).toBe(`runai:
  clusters:
    - name: gpu-prod
      profile: runai-3.0
      mode: airGapped
      uses:
        - rdma`);
  });
});
