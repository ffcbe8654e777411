module.exports = {
  root: true,
  ignorePatterns: ['.eslintrc.js', '**/dist/**'],
  overrides: [
    {
      // Plain modules of Node that belong to no package, and so have no role that Backstage could lint them by: its base.
      files: ['scripts/**', 'tools/**', 'e2e/**'],
      extends: ['@spotify/eslint-config-base', 'prettier'],
      plugins: ['import'],
      env: { node: true, es2022: true },
      parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
      rules: {
        'import/newline-after-import': 'error',
        // Names that npm gives are as npm spells them.
        camelcase: ['error', { properties: 'never', allow: ['^npm_'] }],
        'no-shadow': 'error',
        // Tests are declared for each page and theme in loops, over what a hook sets before them.
        'no-loop-func': 'off',
        'no-unused-vars': [
          'error',
          { argsIgnorePattern: '^_', ignoreRestSiblings: true },
        ],
        // They talk to a terminal.
        'no-console': 'off',
      },
    },
  ],
};
