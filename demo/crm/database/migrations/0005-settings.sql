-- What an administrator sets for everybody, such as the pop rules, as it was written.
create table settings (
  name text primary key,
  value text not null,
  updated_at timestamptz not null default now()
);
