import TextField from '@mui/material/TextField';

/** @public What the scaffolder gives the field. */
export interface ClusterNameFieldProps {
  formData?: string;
  onChange(value: string | undefined): void;
  schema: { title?: string; description?: string };
  rawErrors?: string[];
  required?: boolean;
  disabled?: boolean;
}

/** A field of the scaffolder's forms: what a cluster that is registered will be called. */
export function ClusterNameField(props: ClusterNameFieldProps) {
  const { formData = '', onChange, schema, rawErrors = [] } = props;
  return (
    <TextField
      label={schema.title}
      value={formData}
      onChange={event => onChange(event.target.value || undefined)}
      helperText={schema.description}
      error={rawErrors.length > 0}
      required={props.required}
      disabled={props.disabled}
      fullWidth
      inputProps={{ spellCheck: false, autoCapitalize: 'none' }}
    />
  );
}
