import jwt from 'jsonwebtoken';

export function requireUser(req, res, next) {
  try {
    const claims = jwt.verify(req.headers.authorization?.split(' ')[1] ?? '', process.env.JWT_SECRET);
    req.user = { id: Number(claims.sub) };
    next();
  } catch {
    res.sendStatus(401);
  }
}
