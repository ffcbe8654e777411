import { describeInstallation } from './lib/installTests.mjs';

describeInstallation('default', ['docs/administrators/install.md'], '1.55');
