import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { useEffect } from 'react';
import type { useCheckResults } from '../../hooks/useQueries';
import { useUrlState } from '../../hooks/useUrlState';
import { compareResults } from '../../logic/worstFirst';

/** Pages that are asked for to come to the subject that the address names; the worst stand on the first. */
const MOST_PAGES = 10;

/** A check's subjects as far as they were read, and the one that is looked at. */
export interface SubjectChoice {
  /** Worst first. */
  subjects: Result[];
  /** The one that was chosen, else the worst. */
  shown?: Result;
  isChosen(result: Result): boolean;
  /** Looks at one, or at the worst again where it was looked at already. */
  choose(result: Result): void;
}

/** Which subject of an open check is looked at: `subject=<check>/<kind>/<name>` in the URL. */
export function useSubject(
  checkId: string,
  results: ReturnType<typeof useCheckResults>,
): SubjectChoice {
  const url = useUrlState();
  const pages = results.data?.pages ?? [];
  const subjects = pages.flatMap(page => page.items).sort(compareResults);
  const keyOf = ({ subject: { kind, namespace, name } }: Result) =>
    [checkId, kind, ...(namespace ? [namespace] : []), name].join('/');
  const named = url.all('subject');
  const wanted = named.find(key => key.startsWith(`${checkId}/`));
  const chosen = subjects.find(result => keyOf(result) === wanted);
  const isMissing =
    wanted !== undefined && !chosen && pages.length < MOST_PAGES;
  const { hasNextPage, isFetching, fetchNextPage } = results;
  useEffect(() => {
    if (isMissing && hasNextPage && !isFetching) fetchNextPage();
  }, [isMissing, hasNextPage, isFetching, fetchNextPage]);
  return {
    subjects,
    shown: chosen ?? subjects[0],
    isChosen: result => result === chosen,
    choose: result => {
      const others = named.filter(key => !key.startsWith(`${checkId}/`));
      const subject = result === chosen ? others : [...others, keyOf(result)];
      url.set({ subject });
    },
  };
}
