import Box from '@mui/material/Box';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { catalogPath, ownerName } from '../../logic/ownerName';
import { TextLink } from '../TextLink';

export interface ClusterContactProps {
  cluster: ClusterDetail;
}

/** Who owns the cluster, and where to ask. */
export function ClusterContact(props: ClusterContactProps) {
  const { owner, contact } = props.cluster;
  const t = useText();
  if (!owner && !contact) return null;
  const path = owner && catalogPath(owner);
  return (
    <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
      {owner && (
        <>
          {t('cluster.ownedBy')}{' '}
          {path ? (
            <TextLink to={path}>{ownerName(owner)}</TextLink>
          ) : (
            ownerName(owner)
          )}
        </>
      )}
      {owner && contact && ' · '}
      {contact &&
        (contact.url ? (
          <TextLink to={contact.url}>{contact.title}</TextLink>
        ) : (
          contact.title
        ))}
    </Box>
  );
}
