import { plainArray } from '@switchboard/persistence';

/** Team and agent ids side by side, as parameters. */
export class Pairs {
  private readonly teamIds: string[] = [];
  private readonly ids: string[] = [];

  add(teamId: string, id: string): void {
    this.teamIds.push(teamId);
    this.ids.push(id);
  }

  get isEmpty(): boolean {
    return this.ids.length === 0;
  }

  get parameters(): [string, string] {
    return [plainArray(this.teamIds), plainArray(this.ids)];
  }
}
