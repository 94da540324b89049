// Lints one import per given [package, target] with the repository's own boundary rule and prints {edge: [ruleId]}.
import { ESLint } from 'eslint';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { depConstraints } from '../../eslint.config.mjs';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      plugins: { '@nx': nx },
      languageOptions: { parser: tseslint.parser },
      rules: { '@nx/enforce-module-boundaries': ['error', { depConstraints, enforceBuildableLibDependency: false }] },
    },
  ],
});

const verdicts = {};
for (const [from, to] of JSON.parse(process.argv[2])) {
  const [result] = await eslint.lintText(`import '@switchboard/${to}';\n`, { filePath: `${from}/src/edge.ts` });
  verdicts[`${from} -> ${to}`] = result.messages.map((message) => message.ruleId ?? message.message);
}
console.log(JSON.stringify(verdicts));
