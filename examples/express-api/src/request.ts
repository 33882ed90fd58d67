/** Thrown to answer with a status; the error handler in `app.ts` turns it into the response. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A field of the request's JSON body that must be a non-empty text. Throws a `RequestError` with status 400. */
export function readText(body: unknown, field: string): string {
  const value = readField(body, field);
  if (typeof value !== 'string' || value === '') throw new RequestError(400, `${field} must be a text`);
  return value;
}

/** A field of the request's JSON body that must be a whole number above zero. Throws a `RequestError` with status 400. */
export function readPositiveInteger(body: unknown, field: string): number {
  const value = readField(body, field);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) {
    throw new RequestError(400, `${field} must be a whole number above zero`);
  }
  return value;
}

function readField(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
}
