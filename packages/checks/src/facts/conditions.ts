import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { array, optional, record, text } from './untrusted';

/** The conditions of any object, as its controller wrote them; entries without a type or a status are left out. */
export function projectConditions(value: unknown): Condition[] {
  return array(value).flatMap(entry => {
    const condition = record(entry);
    const type = text(condition?.type);
    const status = text(condition?.status);
    return type && status
      ? [
          {
            type,
            status,
            ...optional('reason', text(condition?.reason)),
            ...optional('message', text(condition?.message)),
            ...optional(
              'lastTransitionTime',
              text(condition?.lastTransitionTime),
            ),
          },
        ]
      : [];
  });
}

/** The condition of that type, where there is one. */
export function conditionOf(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  return conditions.find(condition => condition.type === type);
}
