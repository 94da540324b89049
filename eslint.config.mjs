import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Without a project graph on disk the boundary rule says so once and lets everything pass.
await createProjectGraphAsync();

/**
 * The natural direction of imports (architecture: app -> messaging -> persistence -> runtime -> contracts).
 * tests/boundaries proves that each edge that is not listed here fails.
 */
export const depConstraints = [
  { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:embedded', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:runtime', onlyDependOnLibsWithTags: ['type:contracts'] },
  { sourceTag: 'type:persistence', onlyDependOnLibsWithTags: ['type:runtime', 'type:contracts'] },
  { sourceTag: 'type:messaging', onlyDependOnLibsWithTags: ['type:persistence', 'type:runtime', 'type:contracts'] },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:runtime', 'type:persistence', 'type:messaging', 'type:embedded'],
  },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: ['type:messaging', 'type:persistence', 'type:runtime', 'type:contracts', 'type:domain'],
  },
  { sourceTag: 'type:client-lib', onlyDependOnLibsWithTags: ['type:contracts'] },
  { sourceTag: 'type:client', onlyDependOnLibsWithTags: ['type:client-lib', 'type:contracts'] },
  {
    sourceTag: 'type:standalone',
    onlyDependOnLibsWithTags: [
      'type:app',
      'type:messaging',
      'type:persistence',
      'type:runtime',
      'type:contracts',
      'type:embedded',
    ],
  },
  // Only routing knows the routing domain; a service knows no other service.
  ...['intake', 'settings', 'routing', 'notification', 'agent', 'workspace'].map((scope) => ({
    sourceTag: `scope:${scope}`,
    onlyDependOnLibsWithTags: [`scope:${scope}`, 'scope:shared'],
  })),
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
];

/** Specs may reach for the testing library and, in tests/, for everything. */
const specConstraints = [{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }];

const boundaries = (constraints) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    { allow: [], depConstraints: constraints, enforceBuildableLibDependency: false, allowCircularSelfDependency: true },
  ],
});

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.cache/**',
      '.nx/**',
      'docs/**',
      'apps/workspace/src/api/generated/**',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { '@nx': nx },
    // One program for all packages, in which each sees the others as `tsc -b` has compiled them: a program for each package,
    // as the project service has, checks those below it again.
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...boundaries(depConstraints),
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'kafkajs', message: 'kafkajs stays behind @switchboard/messaging.' }] },
      ],
    },
  },
  {
    files: ['apps/workspace/**/*.tsx', 'apps/workspace/**/*.ts'],
    extends: [hooks.configs.flat.recommended],
    languageOptions: { parserOptions: { project: './apps/workspace/tsconfig.json' } },
    rules: {
      // An event handler of React may be async: what it does with a failure is its own affair, and it says so by `void`.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['libs/messaging/**/*.ts', 'libs/testing/**/*.ts', 'tests/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.contract.ts', 'tests/**/*.ts'],
    rules: {
      ...boundaries(specConstraints),
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    // The reference model of routing-domain is no part of what that package offers: these reach for it where it stands.
    files: [
      'apps/routing/src/model-based.int.spec.ts',
      'apps/routing/src/test-support/service-{beside,under}-model.harness.spec.ts',
    ],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
);
