import {
  BackendStartupError,
  type BackendStartupResult,
} from '@backstage/backend-app-api';
import { reasonOf } from './endAfterFailedStart';

const at = new Date();

function startupError(plugins: BackendStartupResult['plugins']) {
  return new BackendStartupError({
    beginAt: at,
    resultAt: at,
    plugins,
    outcome: 'failure',
  });
}

describe('why the portal did not start', () => {
  it('is told in the words of each plugin and module that failed', () => {
    const failed = (message: string, allowed = false) => ({
      error: new Error(message),
      allowed,
    });
    expect(
      reasonOf(
        startupError([
          { pluginId: 'catalog', resultAt: at, modules: [] },
          {
            pluginId: 'runai',
            resultAt: at,
            failure: failed('runai.profile: there is no profile "x"'),
            modules: [
              {
                moduleId: 'demo',
                resultAt: at,
                failure: failed('the port is taken'),
              },
            ],
          },
          {
            pluginId: 'search',
            resultAt: at,
            failure: failed('may fail', true),
            modules: [],
          },
        ]),
      ),
    ).toBe(
      'plugin runai: runai.profile: there is no profile "x"\nplugin runai, module demo: the port is taken',
    );
  });

  it('is the message of anything else that was thrown', () => {
    expect(reasonOf(new Error('no module "x"'))).toBe('no module "x"');
  });
});
