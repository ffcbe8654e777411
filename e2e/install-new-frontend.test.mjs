import { describeInstallation } from './lib/installTests.mjs';

describeInstallation('default', ['docs/administrators/install.md']);
