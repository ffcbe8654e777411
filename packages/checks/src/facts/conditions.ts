import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { array, fieldsAt, text } from './untrusted';

/**
 * The conditions of any object, as its controller wrote them; entries without a type or a status are left out.
 *
 * @param share - gives equal words back as one
 */
export function projectConditions(
  value: unknown,
  share = (word: string) => word,
): Condition[] {
  return array(value).flatMap(entry => {
    const fields = fieldsAt(entry);
    const word = (field: keyof Condition) => {
      const told = text(fields[field]);
      return told && share(told);
    };
    const type = word('type');
    const status = word('status');
    const reason = word('reason');
    const message = word('message');
    const lastTransitionTime = text(fields.lastTransitionTime);
    return type && status
      ? [{ type, status, reason, message, lastTransitionTime }]
      : [];
  });
}

/** The condition of that type, where there is one. */
export function conditionOf(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  // Asked of every node by several checks.
  for (const condition of conditions) {
    if (condition.type === type) {
      return condition;
    }
  }
  return undefined;
}
