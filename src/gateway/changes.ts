/**
 * Counts the changes of what the gateway has in memory of its accounts. Who has found something true need not look again
 * while the count is the same, but for what only the time makes untrue. Whatever changes what `RoomsAtHand` tells, notes it,
 * and so does every write when it ends: an answer that was begun before may show what was there before.
 */
export class Changes {
  count = 0;

  note(): void {
    this.count += 1;
  }
}
