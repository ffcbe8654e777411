import { describeInstallation } from './lib/installTests.mjs';

describeInstallation('legacy', [
  'docs/administrators/install-legacy.md',
  'docs/administrators/install.md',
]);
