import Box from '@mui/material/Box';
import { Link } from 'react-router-dom';
import { useResourceUrl } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import type { KindGroup } from '../../kube/kindGroups';
import { kindId, type KubeKind } from '../../kube/types';
import { Panel } from '../Panel';

export interface KindListProps {
  groups: readonly KindGroup[];
  /** Empty where none is. */
  selected: string;
}

/** What there is to look at, by what people look for. */
export function KindList(props: KindListProps) {
  const { groups, selected } = props;
  const t = useText();
  return (
    <Panel flush>
      <Box
        component="nav"
        aria-label={t('resources.kinds')}
        sx={{ py: 1, maxHeight: 'calc(100vh - 190px)', overflowY: 'auto' }}
      >
        {groups.map(({ name, kinds }) => (
          <Box key={name} sx={{ pb: 1 }}>
            <Box
              component="h2"
              sx={{
                m: 0,
                px: 2,
                py: 0.5,
                fontSize: 12,
                fontWeight: 'fontWeightBold',
                color: 'text.secondary',
              }}
            >
              {t(`resources.group.${name}`)}
            </Box>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {kinds.map(kind => (
                <li key={kindId(kind)}>
                  <KindLink
                    kind={kind}
                    isSelected={kindId(kind) === selected}
                    isCustom={name === 'custom'}
                  />
                </li>
              ))}
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}

function KindLink(props: {
  kind: KubeKind;
  isSelected: boolean;
  isCustom: boolean;
}) {
  const { kind, isSelected, isCustom } = props;
  const { linkTo } = useResourceUrl();
  return (
    <Box
      component={Link}
      to={linkTo({ kind: kindId(kind) })}
      aria-current={isSelected ? 'true' : undefined}
      title={kindId(kind)}
      sx={{
        display: 'block',
        px: 2,
        py: 0.5,
        fontSize: 13,
        lineHeight: 1.35,
        overflowWrap: 'anywhere',
        color: 'text.primary',
        textDecoration: 'none',
        fontWeight: isSelected ? 'fontWeightBold' : 'fontWeightRegular',
        bgcolor: isSelected ? 'action.selected' : 'transparent',
        boxShadow: theme =>
          isSelected ? `inset 2px 0 ${theme.palette.primary.main}` : 'none',
        '&:hover': { bgcolor: 'action.hover' },
        '&&:focus-visible': { outlineOffset: '-2px' },
      }}
    >
      {kind.kind}
      {isCustom && (
        <Box
          component="span"
          sx={{
            display: 'block',
            fontSize: 11.5,
            fontWeight: 'fontWeightRegular',
            color: 'text.secondary',
          }}
        >
          {kind.group}
        </Box>
      )}
    </Box>
  );
}
