CREATE TABLE accounts (
  id bigserial PRIMARY KEY,
  owner_id bigint NOT NULL,
  balance integer NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'open'
);

CREATE TABLE projects (
  id bigserial PRIMARY KEY,
  owner_id bigint NOT NULL,
  title text NOT NULL,
  archived boolean NOT NULL DEFAULT false,
  credits integer NOT NULL DEFAULT 0
);

CREATE TABLE seats (
  id bigserial PRIMARY KEY,
  show_id bigint NOT NULL,
  taken_by bigint
);
