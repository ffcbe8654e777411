import { makeReports } from '../reports.mjs';
import { oneTest } from '../tally.mjs';

/** Whether the committed reports say what the packages are; `npm run reports` writes them. @returns {import('../runLanes.mjs').Lane} */
export function reportsLane() {
  return {
    name: 'reports of APIs, tables and dependencies',
    run: async () => {
      const { code, output } = await makeReports({ check: true });
      return { tally: oneTest(code === 0), output };
    },
  };
}
