import { z } from 'zod';

/** Optional keys are left out, empty or `null`, depending on the tool that wrote the file: all three mean the same. */
const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);
const flag = z
  .boolean()
  .nullish()
  .transform(value => value ?? undefined);

/** What a cluster's entry says. */
export const clusterSchema = z.object({
  server: z.string().min(1),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
  extensions: z
    .array(z.object({ name: z.string(), extension: z.unknown() }))
    .nullish(),
});

/** A user's credential plugin. */
export const execSchema = z.object({
  apiVersion: text,
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  installHint: text,
  provideClusterInfo: flag,
});

/** What a user's entry says. */
export const userSchema = z.object({
  token: text,
  tokenFile: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  username: text,
  password: text,
  as: text,
  exec: execSchema.nullish(),
  'auth-provider': z
    .object({
      name: z.string().min(1),
      config: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
});

/** What a context's entry says. */
export const contextSchema = z.object({
  cluster: z.string().min(1),
  user: text,
});

export type ClusterEntry = z.output<typeof clusterSchema>;
export type UserEntry = z.output<typeof userSchema>;
export type ExecEntry = z.output<typeof execSchema>;
export type ContextEntry = z.output<typeof contextSchema>;

/** Where each kind of entry stands, and what it must look like. */
export const SECTIONS = {
  clusters: { body: 'cluster', schema: clusterSchema },
  contexts: { body: 'context', schema: contextSchema },
  users: { body: 'user', schema: userSchema },
} as const;

export type Section = keyof typeof SECTIONS;
