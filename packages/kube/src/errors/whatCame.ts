/** What a body is that should have been JSON of the Kubernetes API, for a sentence that says "... with ...". */
export function whatCame(body: string, contentType = ''): string {
  if (body.length === 0) {
    return 'nothing at all';
  }
  if (/html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(body)) {
    return 'a web page instead of JSON, which no Kubernetes API sends';
  }
  return /^\s*[[{]/.test(body) ? jsonKind(body) : 'something that is not JSON';
}

function jsonKind(body: string): string {
  try {
    JSON.parse(body);
    return 'JSON of another kind';
  } catch {
    return 'JSON that ends in the middle or is broken';
  }
}
