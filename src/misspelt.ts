import { variablesRead } from "./config";
import type { Text } from "./domain/text";
import type { ProviderModule } from "./providers/module";

/** So many letters more, fewer or other make one name look like another. */
const NEAR = 2;

/** Read by the simulators, and by the tests; and what Kubernetes sets for a service that is called zhibo. */
const ELSEWHERE = /^ZHIBO_(\w+_SANDBOX_\w+|CI|TEST_\w+|SERVICE_\w+|PORT(_\w+)?)$/;

/**
 * Variables that look as if they were meant for the gateway, which does not read them: `ZHIBO_…` of no setting, and
 * names that are nearly those of one. The environment is everybody's, so that this can be no more than a warning.
 */
export function misspeltIn(
  environment: Readonly<Record<string, string | undefined>>,
  modules: readonly ProviderModule[],
): readonly Text[] {
  const known = variablesRead(modules);
  return Object.keys(environment)
    .filter((name) => !known.includes(name) && !ELSEWHERE.test(name))
    .flatMap((name) => {
      const meant = known.find((candidate) => candidate.length > 2 * NEAR + 1 && isNear(name, candidate));
      if (meant === undefined && !name.startsWith("ZHIBO_")) return [];
      return [
        {
          en: `${name} is no setting${meant ? `; ${meant} is one` : ""}`,
          zh: `${name} 不是配置项${meant ? `，${meant} 才是` : ""}`,
        },
      ];
    });
}

function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > NEAR) return false;
  let row = Array.from({ length: other.length + 1 }, (_cell, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (one[index] === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) <= NEAR;
}
