import type { Installation } from './installation.support';

interface NewTeam {
  readonly name: string;
  readonly method: 'manual' | 'automatic';
  readonly managerEmail: string;
}

export interface Operator {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

const operators = new WeakMap<Installation, Promise<Operator>>();

/** The installation's one operator: a command is a process, which takes two seconds of a core. */
export function operatorOf(installation: Installation): Promise<Operator> {
  const operator = operators.get(installation) ?? createOperator(installation);
  operators.set(installation, operator);
  return operator;
}

/**
 * Makes a team with its first manager over HTTP, as an operator does.
 * @throws Error with the answer when it is refused
 */
export async function makeTeam(
  installation: Installation,
  { name, method, managerEmail }: NewTeam,
): Promise<{ id: string; managerPassword: string }> {
  const { token } = await operatorOf(installation);
  const body = { name, method, manager: { name: 'Manager', email: managerEmail } };
  const made = await installation.call<{ team: { id: string }; manager: { initialPassword: string } }>(
    ...(['settings', 'POST', 'teams', { bearer: token, body }] as const),
  );
  if (made.status !== 201) throw new Error(`${made.status}: ${JSON.stringify(made.body)}`);
  return { id: made.body.team.id, managerPassword: made.body.manager.initialPassword };
}

async function createOperator(installation: Installation): Promise<Operator> {
  const email = 'ops@example.com';
  const { password } = await installation.admin<{ password: string }>('create-operator', '--email', email);
  return { email, password, token: await installation.logIn(email, password) };
}
