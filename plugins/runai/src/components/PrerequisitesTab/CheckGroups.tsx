import type {
  CheckSummary,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { ActionButton } from '../ActionButton';
import { CategorySection } from '../CategorySection';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useText } from '../../hooks/useText';
import { groupChecks, namedCounts } from '../../logic/checkGroups';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { StateIcon } from '../StateIcon';
import { CheckRow } from './CheckRow';
import type { CheckFilterState } from './useCheckFilter';

export interface CheckGroupsProps {
  cluster: ClusterDetail;
  summaries: CheckSummary[];
  filter: CheckFilterState;
  run: ClusterRun;
}

/** The checks by category, each category with its counts. */
export function CheckGroups(props: CheckGroupsProps) {
  const { cluster, summaries, filter, run } = props;
  const t = useText();
  const groups = groupChecks(summaries, filter);
  if (groups.length === 0)
    return <NoChecksNotice filter={filter} isEmpty={summaries.length === 0} />;
  return (
    <Panel flush>
      {groups.map(({ category, counts, checks }, index) => (
        <CategorySection
          key={category}
          category={category}
          isFirst={index === 0}
          counts={namedCounts(counts)
            .map(({ status, count }) =>
              t(`check.count.${status}`, { number: `${count}` }),
            )
            .join(', ')}
        >
          {checks.map(summary => (
            <CheckRow
              key={summary.checkId}
              cluster={cluster}
              summary={summary}
              summaries={summaries}
              run={run}
              open={filter.open.includes(summary.checkId)}
              onToggle={() => filter.toggleOpen(summary.checkId)}
            />
          ))}
        </CategorySection>
      ))}
    </Panel>
  );
}

function NoChecksNotice(props: { filter: CheckFilterState; isEmpty: boolean }) {
  const { filter, isEmpty } = props;
  const t = useText();
  if (isEmpty)
    return <Notice title={t('check.noneYet')}>{t('check.noneYetText')}</Notice>;
  const isDefault =
    filter.choice === 'notPassing' &&
    filter.severities.length === 0 &&
    filter.categories.length === 0 &&
    filter.requirements.length === 0;
  return (
    <Notice
      icon={isDefault && <StateIcon of="check" state="pass" size={20} />}
      title={isDefault ? t('check.allPass') : t('check.noMatch')}
      action={
        <ActionButton onClick={filter.clear}>{t('check.showAll')}</ActionButton>
      }
    />
  );
}
