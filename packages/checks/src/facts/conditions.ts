import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { array, fieldsAt, text } from './untrusted';

const TOLD = ['reason', 'message', 'lastTransitionTime'] as const;

/** The conditions of any object, as its controller wrote them; entries without a type or a status are left out. */
export function projectConditions(value: unknown): Condition[] {
  const conditions: Condition[] = [];
  for (const entry of array(value).map(one => fieldsAt(one))) {
    const type = text(entry.type);
    const status = text(entry.status);
    if (type && status) {
      const condition: Condition = { type, status };
      for (const field of TOLD) {
        const told = text(entry[field]);
        if (told) {
          condition[field] = told;
        }
      }
      conditions.push(condition);
    }
  }
  return conditions;
}

/** The condition of that type, where there is one. */
export function conditionOf(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  return conditions.find(condition => condition.type === type);
}
