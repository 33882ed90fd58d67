export class HttpError extends Error {
  status: number;

  constructor(status: number, message = 'refused') {
    super(message);
    this.status = status;
  }
}

export function ensure(condition: unknown, status: number): asserts condition {
  if (!condition) throw new HttpError(status);
}
