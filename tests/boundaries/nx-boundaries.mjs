// The rule of Nx for the linter (.oxlintrc.json), which takes plugins made for ESLint.
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';

// Without a project graph on disk the boundary rule says so once and lets everything pass.
await createProjectGraphAsync();

export default {
  meta: { name: 'nx' },
  rules: { 'enforce-module-boundaries': nx.rules['enforce-module-boundaries'] },
};
