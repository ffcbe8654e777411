/**
 * Remembers the last answer about each subject: several checks ask the same of the same facts, which are never changed and,
 * where they are equal, are shared.
 *
 * @param find - pure; its other arguments are compared by identity
 */
export function memoize<
  Subject extends object,
  Context extends readonly unknown[],
  Answer,
>(
  find: (subject: Subject, ...context: Context) => Answer,
): (subject: Subject, ...context: Context) => Answer {
  const answers = new WeakMap<Subject, { context: Context; answer: Answer }>();
  return (subject, ...context) => {
    const known = answers.get(subject);
    if (known?.context.every((value, index) => value === context[index])) {
      return known.answer;
    }
    const answer = find(subject, ...context);
    answers.set(subject, { context, answer });
    return answer;
  };
}
