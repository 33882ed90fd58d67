CREATE TABLE wallets (
  id serial PRIMARY KEY,
  owner_id integer NOT NULL UNIQUE,
  balance integer NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'open'
);

CREATE TABLE notes (
  id serial PRIMARY KEY,
  owner_id integer NOT NULL,
  text text NOT NULL,
  pinned boolean NOT NULL DEFAULT false
);

CREATE TABLE slots (
  id serial PRIMARY KEY,
  starts_at timestamptz NOT NULL,
  taken_by integer
);

CREATE TABLE refresh_tokens (
  id serial PRIMARY KEY,
  token text NOT NULL UNIQUE,
  user_id integer NOT NULL,
  used boolean NOT NULL DEFAULT false
);

CREATE TABLE tags (
  id serial PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE labels (
  id serial PRIMARY KEY,
  name text NOT NULL
);
