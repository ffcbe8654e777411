// The tests of examples/company-checks, which is in no package that tests are looked for in.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the example is in no package of the workspace
import '../../../examples/company-checks/src/nodeCostCentre.test';
