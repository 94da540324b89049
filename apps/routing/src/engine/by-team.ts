export type Many<T> = Map<string, T[]>;

/** Rows of several teams, taken apart. */
export function byTeam<Row extends { teamId: string }>(rows: readonly Row[]): Many<Row> {
  const teams: Many<Row> = new Map();
  for (const row of rows) {
    const ofTeam = teams.get(row.teamId);
    if (ofTeam) ofTeam.push(row);
    else teams.set(row.teamId, [row]);
  }
  return teams;
}
