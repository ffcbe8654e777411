import type { IncomingHttpHeaders } from 'node:http';
import type { Identity } from './Account';

/** What a client sent, the socket taken away. */
export interface ApiRequest {
  method: string;
  /** Decoded no further than the URL class does. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An authenticated request. */
export interface AuthenticatedRequest extends ApiRequest {
  identity: Identity;
}

/** What goes back. Bodies are JSON text unless `contentType` says otherwise. */
export interface ApiResponse {
  status: number;
  body: string;
  contentType?: string;
  headers?: Record<string, string>;
}
