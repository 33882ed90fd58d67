CREATE TABLE wallets (
  id bigserial PRIMARY KEY,
  owner_id bigint NOT NULL UNIQUE,
  balance integer NOT NULL DEFAULT 0
);

CREATE TABLE transfers (
  id bigserial PRIMARY KEY,
  wallet_id bigint NOT NULL REFERENCES wallets (id),
  amount integer NOT NULL
);

CREATE TABLE orders (
  id bigserial PRIMARY KEY,
  customer_id bigint NOT NULL,
  product_id bigint NOT NULL,
  quantity integer NOT NULL,
  status text NOT NULL DEFAULT 'open',
  note text
);

CREATE TABLE products (
  id bigserial PRIMARY KEY,
  name text NOT NULL,
  stock integer NOT NULL
);

CREATE TABLE coupons (
  code text PRIMARY KEY,
  value integer NOT NULL,
  redeemed_by bigint
);
