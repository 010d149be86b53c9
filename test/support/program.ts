import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program of the machine is, or null. */
function find(names: readonly string[]): string | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  return null;
}

/**
 * Tests that need a program which may be absent: on a laptop without it they are skipped, and one line says so; in
 * continuous integration (`ZHIBO_CI`) they fail instead.
 */
export function describeWith(
  names: readonly [string, ...string[]],
  title: string,
  tests: (path: string) => void,
): void {
  const path = find(names);
  if (path !== null) {
    describe(title, () => {
      tests(path);
    });
  } else if (process.env["ZHIBO_CI"]) {
    test(`${title}: ${names[0]} has to be installed`, () => {
      throw new Error(`${names.join(" or ")} is not on the PATH`);
    });
  } else {
    process.stderr.write(`Skipped, for want of ${names[0]}: ${title}\n`);
    describe.skip(title, () => {
      tests(names[0]);
    });
  }
}
