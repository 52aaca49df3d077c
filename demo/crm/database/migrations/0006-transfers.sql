-- The work of calls that are handed on. The id is all that travels with the call.
create table transfers (
  id text primary key,
  work jsonb not null,
  -- the one call that may have it, once one has
  call_id text,
  created_at timestamptz not null default now()
);

create index transfers_created on transfers (created_at);
