import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A page of tables with its styles takes jsdom seconds where several suites share a machine; nothing here waits for time to pass.
configure({ asyncUtilTimeout: 30_000 });
jest.setTimeout(120_000);
