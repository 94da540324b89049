import type { Demo } from './demo-file';

/** What is printed once everything runs: where it is, who may log in, and a request to try. */
export function welcome(url: string, demo: Demo): string {
  const logIns = demo.accounts.map(
    ({ role, email, password }) => `    ${role.padEnd(8)} ${email.padEnd(24)} ${password}`,
  );
  const customerPage = demo.publishableKey ? `\n  Customers   ${url}/chat#${demo.publishableKey}` : '';
  return `
Switchboard runs at ${url}   (Ctrl-C stops it; its data stays)

  Workspace   ${url}   (for the log-ins below)${customerPage}
  Documents   ${url}/api/v1/intake/docs   (also settings, routing, notification)
  Log-ins
${logIns.join('\n')}

  Request a chat, and watch below who gets it and why:

    curl -X POST ${url}/api/v1/intake/chats \\
      -H 'Authorization: Bearer ${demo.channelKey}' \\
      -H "Idempotency-Key: $(date +%s)" \\
      -H 'Content-Type: application/json' \\
      -d '{"customer":{"id":"ann","name":"Ann"},"firstMessage":"Hello, is anybody there?"}'

  Be an agent yourself:  npm run agent -- --as lee
`;
}
