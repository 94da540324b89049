/** Things under the keys by which they are looked for; any number under each, and each under any number of keys. */
export class Groups<T> {
  private readonly groups = new Map<string, Set<T>>();

  add(key: string, item: T): void {
    const group = this.groups.get(key) ?? new Set<T>();
    this.groups.set(key, group.add(item));
  }

  /** An emptied group leaves nothing behind. */
  remove(key: string, item: T): void {
    const group = this.groups.get(key);
    group?.delete(item);
    if (group?.size === 0) this.groups.delete(key);
  }

  of(key: string): readonly T[] {
    return [...(this.groups.get(key) ?? [])];
  }
}
