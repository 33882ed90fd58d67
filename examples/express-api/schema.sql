CREATE TABLE accounts (
  id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         text NOT NULL UNIQUE,
  password_hash text NOT NULL,
  display_name  text NOT NULL,
  role          text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'admin')),
  suspended     boolean NOT NULL DEFAULT false
);

CREATE TABLE wallets (
  owner_id integer PRIMARY KEY REFERENCES accounts (id),
  balance  integer NOT NULL DEFAULT 0 -- in cents
);

CREATE TABLE payouts (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id integer NOT NULL REFERENCES accounts (id),
  amount     integer NOT NULL
);

CREATE TABLE notes (
  id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id integer NOT NULL REFERENCES accounts (id),
  title    text NOT NULL,
  body     text NOT NULL,
  version  integer NOT NULL DEFAULT 1,
  pinned   boolean NOT NULL DEFAULT false,
  archived boolean NOT NULL DEFAULT false,
  shared   boolean NOT NULL DEFAULT false
);

CREATE TABLE coupons (
  code        text PRIMARY KEY,
  value       integer NOT NULL,
  redeemed_by integer REFERENCES accounts (id)
);

CREATE TABLE workshops (
  id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title    text NOT NULL,
  price    integer NOT NULL,
  capacity integer NOT NULL
);

CREATE TABLE bookings (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workshop_id integer NOT NULL REFERENCES workshops (id),
  account_id  integer NOT NULL REFERENCES accounts (id),
  paid        integer NOT NULL,
  status      text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'attended', 'cancelled'))
);

CREATE TABLE follows (
  workshop_id integer NOT NULL REFERENCES workshops (id),
  account_id  integer NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (workshop_id, account_id)
);

CREATE TABLE refresh_tokens (
  token_hash text PRIMARY KEY,
  account_id integer NOT NULL REFERENCES accounts (id),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);

CREATE TABLE sign_in_links (
  token_hash text PRIMARY KEY,
  account_id integer NOT NULL REFERENCES accounts (id),
  expires_at timestamptz NOT NULL
);

CREATE TABLE audit_log (
  id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id integer NOT NULL REFERENCES accounts (id),
  action   text NOT NULL,
  subject  text NOT NULL,
  at       timestamptz NOT NULL DEFAULT now()
);
