import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import CardContent from '@mui/material/CardContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { DEMO_PEOPLE } from './demoPeople';

export interface PersonChoiceProps {
  error?: string;
  onChoose(name: string): void;
}

/** The sign-in page of the demo: three people, one click. */
export function PersonChoice({ error, onChoose }: PersonChoiceProps) {
  return (
    <Box component="main" sx={{ maxWidth: 880, mx: 'auto', px: 3, py: 8 }}>
      <Typography component="h1" variant="h4" sx={{ mb: 1 }}>
        Run:ai for Backstage
      </Typography>
      <Typography sx={{ mb: 4 }}>
        Demo data: simulated GPU clusters, reached over the network as real ones
        are. Choose who you are.
      </Typography>
      {error && (
        <Alert severity="error" sx={{ mb: 3 }}>
          {`Could not sign in: ${error}`}
        </Alert>
      )}
      <Stack direction={{ xs: 'column', md: 'row' }} spacing={2}>
        {DEMO_PEOPLE.map(person => (
          <Card key={person.name} variant="outlined" sx={{ flex: 1 }}>
            <CardActionArea
              onClick={() => onChoose(person.name)}
              sx={{
                height: '100%',
                display: 'flex',
                alignItems: 'flex-start',
                justifyContent: 'flex-start',
              }}
            >
              <CardContent>
                <Typography
                  variant="h6"
                  component="span"
                  sx={{ display: 'block' }}
                >
                  {person.displayName}
                </Typography>
                <Typography
                  component="span"
                  variant="body2"
                  color="text.secondary"
                  sx={{ display: 'block', mb: 2 }}
                >
                  {person.role}
                </Typography>
                <Typography component="span" variant="body2">
                  {person.comesWith}
                </Typography>
              </CardContent>
            </CardActionArea>
          </Card>
        ))}
      </Stack>
    </Box>
  );
}
