module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests on real clusters and their helpers: never exported, so that the simulator stays a development dependency.
      files: ['src/integration/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
  ],
});
