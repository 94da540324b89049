const ROUNDS = 15;

/** The race again and again: who comes first is chance. */
export async function rounds(race: (round: number) => Promise<void>): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await race(round);
}
