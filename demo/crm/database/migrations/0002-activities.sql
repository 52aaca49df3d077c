create table activities (
  -- the id of the call log: what makes saving the same log twice leave one row
  id text primary key,
  call_id text not null,
  contact_id integer references contacts (id) on delete set null,
  direction text not null,
  number text not null,
  e164 text,
  name text,
  called text,
  agent text not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  duration_seconds double precision not null,
  answered boolean not null,
  cause text not null,
  notes text not null default '',
  disposition text,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index activities_contact on activities (contact_id, started_at desc);
create index activities_started on activities (started_at desc);
