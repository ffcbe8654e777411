import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { startToken } from './startToken';

/** Signs in with the token of the address that npm start printed; says where it is where it does not hold. */
export function LocalSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [token] = useState(startToken);
  return (
    <ProxiedSignInPage
      provider="local"
      headers={{ 'x-start-token': token ?? '' }}
      onSignInSuccess={onSignInSuccess}
      ErrorComponent={NotSignedIn}
    />
  );
}

function NotSignedIn({ error }: { error?: Error }) {
  return (
    <Box component="main" sx={{ maxWidth: 880, mx: 'auto', px: 3, py: 8 }}>
      <Typography component="h1" variant="h4" sx={{ mb: 1 }}>
        Run:ai for Backstage
      </Typography>
      <Typography sx={{ mb: 4 }}>
        Open the address that npm start printed when it was ready: it carries
        the token of this start, with which you are signed in.
      </Typography>
      {error && (
        <Alert severity="error">{`Could not sign in: ${error.message}`}</Alert>
      )}
    </Box>
  );
}
