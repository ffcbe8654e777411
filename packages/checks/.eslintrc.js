module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Helpers of tests. Of them `forAuthors.ts` exports those alone that start no cluster: the simulator stays a development dependency.
      files: [
        'src/testing/**',
        'src/integration/**',
        'src/field-cases/**',
        'src/shapes/**',
        'src/checks/**/*.cases.ts',
      ],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
  ],
  rules: {
    // Expectations that several tests share are called `expect…`; the steps of an installation hold theirs.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'expect*', 'throughAllStates'] },
    ],
  },
});
