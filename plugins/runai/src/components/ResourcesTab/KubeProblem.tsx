import Box from '@mui/material/Box';
import { ZodError } from 'zod';
import { useText } from '../../hooks/useText';
import { KubeStatusError } from '../../kube/KubeStatusError';
import { useClusterPath } from '../../hooks/useClusterPath';
import { ActionButton } from '../ActionButton';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { LoadError } from '../LoadError';
import { Notice } from '../Notice';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';

export interface KubeProblemProps {
  error: Error;
  onRetry(): void;
  /** What the account needs for it, as RBAC has it: `list nodes`. */
  needs?: string;
}

type Kind =
  | 'account'
  | 'refused'
  | 'gone'
  | 'busy'
  | 'elsewhere'
  | 'upstream'
  | 'bad';

function kindOf(error: KubeStatusError): Kind {
  if (error.isOfAccount) return 'account';
  switch (error.code) {
    case 403:
      return 'refused';
    case 404:
      return 'gone';
    case 429:
      return 'busy';
    case 503:
      return 'elsewhere';
    default:
      return error.code >= 500 ? 'upstream' : 'bad';
  }
}

/** Why something could not be read of a cluster: the words of whoever refused it, and what to do next. */
export function KubeProblem(props: KubeProblemProps) {
  const { error, onRetry, needs } = props;
  const t = useText();
  const name = useClusterPage().cluster.name;
  const clusterPath = useClusterPath(name);
  const retry = (
    <ActionButton onClick={onRetry}>{t('error.retry')}</ActionButton>
  );
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return (
      <Notice
        alert
        icon={<StateIcon of="check" state="fail" size={20} />}
        title={t('proxy.unreadable')}
        action={retry}
      >
        {t('proxy.unreadableText')}
      </Notice>
    );
  }
  if (!(error instanceof KubeStatusError)) {
    return <LoadError error={error} onRetry={onRetry} />;
  }
  const kind = kindOf(error);
  const isRule = kind === 'account' || kind === 'refused';
  return (
    <Notice
      alert
      icon={
        <StateIcon
          of="check"
          state={isRule || kind === 'gone' ? 'unknown' : 'fail'}
          size={20}
        />
      }
      title={t(`proxy.${kind}`)}
      action={
        kind === 'account' ? (
          <TextLink to={`${clusterPath}/access`}>
            {t('proxy.toAccess')}
          </TextLink>
        ) : (
          retry
        )
      }
    >
      {error.message}
      {kind === 'account' && needs && (
        <Box sx={{ mt: 0.5 }}>{t('proxy.needs', { permission: needs })}</Box>
      )}
      {error.retryAfterSeconds !== undefined && (
        <> {t('proxy.busyText', { seconds: `${error.retryAfterSeconds}` })}</>
      )}
    </Notice>
  );
}
