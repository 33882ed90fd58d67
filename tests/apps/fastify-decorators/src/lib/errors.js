export class Conflict extends Error {
  statusCode = 409;
}

export class NotFound extends Error {
  statusCode = 404;
}

export class Forbidden extends Error {
  statusCode = 403;
}
