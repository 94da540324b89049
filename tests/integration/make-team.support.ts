import type { Installation } from './installation.support';

interface NewTeam {
  readonly name: string;
  readonly method: 'manual' | 'automatic';
  readonly managerEmail: string;
}

/** One for each installation: a command is a process, which takes two seconds of a core. */
const operatorTokens = new WeakMap<Installation, Promise<string>>();

/**
 * Makes a team with its first manager over HTTP, as an operator does.
 * @throws Error with the answer when it is refused
 */
export async function makeTeam(
  installation: Installation,
  { name, method, managerEmail }: NewTeam,
): Promise<{ id: string; managerPassword: string }> {
  const token = operatorTokens.get(installation) ?? logInOperator(installation);
  operatorTokens.set(installation, token);
  const body = { name, method, manager: { name: 'Manager', email: managerEmail } };
  const made = await installation.call<{ team: { id: string }; manager: { initialPassword: string } }>(
    ...(['settings', 'POST', 'teams', { bearer: await token, body }] as const),
  );
  if (made.status !== 201) throw new Error(`${made.status}: ${JSON.stringify(made.body)}`);
  return { id: made.body.team.id, managerPassword: made.body.manager.initialPassword };
}

async function logInOperator(installation: Installation): Promise<string> {
  const email = 'maker-of-teams@example.com';
  const { password } = await installation.admin<{ password: string }>('create-operator', '--email', email);
  return installation.logIn(email, password);
}
