module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Shared by the tests and by nothing else, like the test files themselves.
      files: ['src/testing/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
    {
      // They run against simulated clusters, on real sockets.
      files: ['src/testing/**', 'src/**/*.test.{ts,tsx}'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
    {
      // The helper throws with every violation.
      files: ['src/**/*.test.tsx'],
      rules: {
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expectAccessible'] },
        ],
      },
    },
  ],
});
