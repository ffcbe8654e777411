import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

configure({
  // A page of tables with its styles takes jsdom seconds where several suites share a machine; nothing here waits for time to pass.
  asyncUtilTimeout: 30_000,
  // Whether an element is hidden by its styles takes jsdom most of a suite's time; what is not shown is not rendered here, and axe
  // looks at the rest.
  defaultHidden: true,
});
jest.setTimeout(120_000);
